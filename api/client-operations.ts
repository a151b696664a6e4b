/** The whole API in one table of types, written by "npm run client" from the list of routes; do not edit. */

export type Accepted = {
  /** a number as text */
  readonly dossierId: string;
  readonly revision: number;
  /** RFC 3339 with an offset */
  readonly at: string;
  /** what happened, in order; see the catalogue of events */
  readonly events: readonly unknown[];
  /** the Idempotency-Key was used before: this is the answer given then */
  readonly repeated?: boolean;
};

export type Actor = {
  readonly user: string;
  readonly name?: string;
  readonly position?: string;
  readonly onBehalfOf?: string;
  readonly channel?: string;
  readonly apiKey?: string;
};

export type Variables = Readonly<Record<string, unknown>>;

export interface Operations {
  /** Đăng nhập bằng tài khoản / Sign in with an account */
  readonly postSession: {
    readonly input: {
      readonly body: {
        readonly login: string;
        readonly password: string;
      };
    };
    readonly answer: {
      readonly csrfToken: string;
      readonly mustChangePassword: boolean;
    };
  };
  /** Tôi là ai / Who I am */
  readonly getSession: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      readonly login: string;
      readonly name: string;
      readonly positions: readonly {
        readonly role: string;
        readonly unit?: string;
        readonly title?: string;
        /** login of the one stood in for */
        readonly onBehalfOf?: string;
      }[];
      readonly permissions: readonly string[];
      /** goes back as X-CSRF-Token with every change made by session */
      readonly csrfToken?: string;
      readonly mustChangePassword?: boolean;
    };
  };
  /** Đăng xuất / Sign out */
  readonly deleteSession: { readonly input: Readonly<Record<never, never>>; readonly answer: undefined };
  /** Đổi mật khẩu / Change the password */
  readonly putSessionPassword: {
    readonly input: {
      readonly body: {
        readonly current: string;
        readonly password: string;
      };
    };
    readonly answer: undefined;
  };
  /** Đăng nhập qua OpenID Connect / Sign in through OpenID Connect */
  readonly getSessionOidc: { readonly input: Readonly<Record<never, never>>; readonly answer: undefined };
  /** Trở về từ nhà cung cấp đăng nhập / Back from the sign-in provider */
  readonly getSessionOidcCallback: {
    readonly input: {
      readonly query?: {
        readonly code?: string;
        readonly state?: string;
        readonly iss?: string;
        readonly session_state?: string;
        readonly error?: string;
        readonly error_description?: string;
      };
    };
    readonly answer: undefined;
  };
  /** Tiếp nhận hồ sơ / Start a dossier */
  readonly postDossiers: {
    readonly input: {
      readonly body: {
        /** a number as text */
        readonly versionId?: string;
        /** instead of versionId: the newest version */
        readonly processKey?: string;
        /** start event, where there are several */
        readonly at?: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** kind of unit that a lane names → unit */
        readonly participants?: Readonly<Record<string, string>>;
        readonly code?: string;
        readonly groupId?: string;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: Accepted;
  };
  /** Danh sách hồ sơ / Dossiers */
  readonly getDossiers: {
    readonly input: {
      readonly query?: {
        readonly status?: 'open' | 'active' | 'suspended' | 'ended';
        readonly department?: string;
        readonly versionIds?: readonly string[];
        readonly processKey?: string;
        readonly forecastMisses?: boolean;
        /** RFC 3339 with an offset */
        readonly dueBefore?: string;
        readonly code?: string;
        readonly groupId?: string;
        readonly order?: 'due' | 'forecast' | 'started' | 'ended';
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly code?: string;
        /** of dossiers that belong together */
        readonly groupId?: string;
        /** a number as text */
        readonly versionId: string;
        readonly processKey?: string;
        readonly procedureName?: string;
        readonly status: 'active' | 'suspended' | 'ended';
        readonly outcome?: 'completed' | 'cancelled' | 'withdrawn' | 'refused';
        /** the competent agency */
        readonly department?: string;
        /** RFC 3339 with an offset */
        readonly startedAt: string;
        /** RFC 3339 with an offset */
        readonly lastAt: string;
        /** RFC 3339 with an offset */
        readonly endedAt?: string;
        /** RFC 3339 with an offset */
        readonly appointmentDueAt?: string;
        /** RFC 3339 with an offset */
        readonly forecastAt?: string;
        /** RFC 3339 with an offset */
        readonly standsSince?: string;
        readonly forecastMisses: boolean;
        readonly result?: 'early' | 'onTime' | 'late';
      }[];
      readonly next?: string;
    };
  };
  /** Một hồ sơ / One dossier */
  readonly getDossier: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly dossierId: string;
      readonly code?: string;
      /** of dossiers that belong together */
      readonly groupId?: string;
      /** a number as text */
      readonly versionId: string;
      readonly processKey?: string;
      readonly procedureName?: string;
      readonly status: 'active' | 'suspended' | 'ended';
      readonly outcome?: 'completed' | 'cancelled' | 'withdrawn' | 'refused';
      /** the competent agency */
      readonly department?: string;
      /** RFC 3339 with an offset */
      readonly startedAt: string;
      /** RFC 3339 with an offset */
      readonly lastAt: string;
      /** RFC 3339 with an offset */
      readonly endedAt?: string;
      /** RFC 3339 with an offset */
      readonly appointmentDueAt?: string;
      /** RFC 3339 with an offset */
      readonly forecastAt?: string;
      /** RFC 3339 with an offset */
      readonly standsSince?: string;
      readonly forecastMisses: boolean;
      readonly result?: 'early' | 'onTime' | 'late';
      readonly revision: number;
      readonly openSteps: number;
      /** raised and not withdrawn */
      readonly flags: number;
      readonly incidents: number;
    };
  };
  /** Lịch sử hồ sơ / Its history */
  readonly getDossierHistory: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly query?: {
        readonly after?: number;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly revision: number;
        /** RFC 3339 with an offset */
        readonly at: string;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason?: string;
        readonly actor: Actor;
        readonly command: {
          readonly type: string;
        };
        readonly events: readonly unknown[];
      }[];
      /** goes back as `after` */
      readonly next?: number;
    };
  };
  /** Báo cáo thời gian / Its time: steps, flags to come, forecast */
  readonly getDossierReport: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      /** open steps: holder, budget, used, share, due, by how much over */
      readonly active: readonly unknown[];
      /** the same figures of finished steps */
      readonly finished: readonly unknown[];
      readonly comingFlags: readonly unknown[];
      readonly forecast: unknown;
      readonly controlSlip: readonly {
        readonly unit: string;
        readonly department?: string;
        readonly from?: string;
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly sentAt: string;
        /** RFC 3339 with an offset */
        readonly acceptedAt?: string;
        /** RFC 3339 with an offset */
        readonly leftAt?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        readonly note?: string;
        readonly result?: 'early' | 'onTime' | 'late';
        /** working minutes: between sending and taking up */
        readonly waitedMinutes: number;
        /** working minutes: past the due instant */
        readonly overByMinutes: number;
      }[];
      readonly result?: string;
      readonly legal?: unknown;
      readonly score?: unknown;
    };
  };
  /** Phiếu kiểm soát (mẫu 06) / The control slip (form 06) */
  readonly getDossierControlSlip: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      readonly dossier: {
        /** a number as text */
        readonly dossierId: string;
        readonly code?: string;
        /** of dossiers that belong together */
        readonly groupId?: string;
        /** a number as text */
        readonly versionId: string;
        readonly processKey?: string;
        readonly procedureName?: string;
        readonly status: 'active' | 'suspended' | 'ended';
        readonly outcome?: 'completed' | 'cancelled' | 'withdrawn' | 'refused';
        /** the competent agency */
        readonly department?: string;
        /** RFC 3339 with an offset */
        readonly startedAt: string;
        /** RFC 3339 with an offset */
        readonly lastAt: string;
        /** RFC 3339 with an offset */
        readonly endedAt?: string;
        /** RFC 3339 with an offset */
        readonly appointmentDueAt?: string;
        /** RFC 3339 with an offset */
        readonly forecastAt?: string;
        /** RFC 3339 with an offset */
        readonly standsSince?: string;
        readonly forecastMisses: boolean;
        readonly result?: 'early' | 'onTime' | 'late';
        readonly revision: number;
        readonly openSteps: number;
        /** raised and not withdrawn */
        readonly flags: number;
        readonly incidents: number;
      };
      readonly rows: readonly {
        readonly unit: string;
        readonly department?: string;
        readonly from?: string;
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly sentAt: string;
        /** RFC 3339 with an offset */
        readonly acceptedAt?: string;
        /** RFC 3339 with an offset */
        readonly leftAt?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        readonly note?: string;
        readonly result?: 'early' | 'onTime' | 'late';
        /** working minutes: between sending and taking up */
        readonly waitedMinutes: number;
        /** working minutes: past the due instant */
        readonly overByMinutes: number;
      }[];
    };
  };
  /** Cảnh báo của hồ sơ, cả đã gỡ / Its flags, withdrawn ones too */
  readonly getDossierFlags: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly flag: string;
        readonly elementKey?: string;
        readonly elementId?: string;
        readonly name?: string;
        readonly epoch: number;
        /** RFC 3339 with an offset */
        readonly at: string;
        /** RFC 3339 with an offset */
        readonly raisedAt: string;
        /** RFC 3339 with an offset */
        readonly withdrawnAt?: string;
        readonly unit?: string;
        readonly department?: string;
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        /** working minutes: of the step */
        readonly budgetMinutes?: number;
        /** working minutes: used */
        readonly usedMinutes?: number;
        readonly usedShare?: number;
        readonly deadlineShare?: number;
        /** working minutes: past the due instant */
        readonly overByMinutes?: number;
      }[];
      readonly next?: string;
    };
  };
  /** Ai đã giữ hồ sơ / Who held its steps */
  readonly getDossierHoldings: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly elementKey: string;
        readonly number: number;
        readonly holder: string;
        /** RFC 3339 with an offset */
        readonly from: string;
        /** RFC 3339 with an offset */
        readonly to?: string;
        /** working minutes: held */
        readonly usedMinutes?: number;
      }[];
      readonly next?: string;
    };
  };
  /** Trạng thái trên sơ đồ / Its state on the diagram */
  readonly getDossierDiagram: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly versionId: string;
      readonly revision: number;
      readonly tokens: readonly {
        readonly scope: string;
        readonly flowId: string;
        readonly count: number;
      }[];
      readonly active: readonly {
        readonly key: string;
        readonly elementId: string;
        /** RFC 3339 with an offset */
        readonly activatedAt: string;
        readonly unit?: string;
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
      }[];
      readonly waiting: readonly {
        readonly key: string;
        readonly elementId: string;
        readonly type: string;
        readonly name?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
      }[];
      readonly incidents: readonly {
        readonly key: string;
        readonly elementId: string;
        readonly code: string;
      }[];
      /** ad-hoc subprocesses under way, and which of their activities can be begun now */
      readonly adHoc: readonly {
        readonly elementKey: string;
        readonly elementId: string;
        readonly name?: string;
        readonly activities: readonly {
          readonly activity: string;
          readonly name?: string;
        }[];
        /** a person says when it is done */
        readonly mayEnd: boolean;
      }[];
      readonly flags: readonly {
        readonly flag: string;
        readonly elementKey?: string;
        /** RFC 3339 with an offset */
        readonly at: string;
      }[];
      /** elements that were entered */
      readonly completed: readonly string[];
    };
  };
  /** Dữ liệu cá nhân của hồ sơ; việc đọc được ghi lại / Its personal data; reading them is logged */
  readonly getDossierPersonalData: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly name: string;
        readonly number: number;
        readonly value: unknown;
        /** RFC 3339 with an offset */
        readonly recordedAt: string;
        readonly sha256: string;
      }[];
    };
  };
  /** Tra cứu bằng mã hồ sơ: chỉ trạng thái và ngày hẹn / Look up by code: state and appointment only */
  readonly getPublicDossier: {
    readonly input: {
      readonly params: {
        readonly code: string;
      };
    };
    readonly answer: {
      readonly code: string;
      readonly status: string;
      /** RFC 3339 with an offset */
      readonly appointmentDueAt?: string;
    };
  };
  /** Tiếp nhận nhiều hồ sơ trong một lượt, một giấy hẹn: tất cả hoặc không hồ sơ nào / Start several dossiers of one visit on one receipt: all of them or none */
  readonly postVisits: {
    readonly input: {
      readonly body: {
        readonly groupId?: string;
        readonly dossiers: readonly {
          /** a number as text */
          readonly versionId?: string;
          /** instead of versionId: the newest version */
          readonly processKey?: string;
          /** start event, where there are several */
          readonly at?: string;
          /** names and JSON values */
          readonly variables?: Readonly<Record<string, unknown>>;
          /** kind of unit that a lane names → unit */
          readonly participants?: Readonly<Record<string, string>>;
          readonly code?: string;
          readonly groupId?: string;
          /** RFC 3339 with an offset */
          readonly occurredAt?: string;
          readonly reason?: string;
        }[];
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly groupId: string;
      readonly dossiers: readonly Accepted[];
    };
  };
  /** Bắt đầu một việc của quy trình con tùy biến / Begin an activity of an ad-hoc subprocess */
  readonly postDossierActivities: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly elementKey: string;
        readonly activity: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Kết thúc quy trình con tùy biến / Say that an ad-hoc subprocess is done */
  readonly postDossierActivitiesEnd: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly elementKey: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Người nộp rút hồ sơ / The applicant withdraws */
  readonly postDossierWithdrawal: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Từ chối giải quyết / Refuse */
  readonly postDossierRefusal: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Yêu cầu bổ sung / Ask for a supplement */
  readonly postDossierSupplementRequest: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly elementKey?: string;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Nhận bổ sung / Receive the supplement */
  readonly postDossierSupplementReceipt: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Chứng từ nộp tiền: tiếp tục bước chờ / Proof of payment: what waits for it goes on */
  readonly postDossierPaymentProof: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Hẹn lại ngày trả, một lần / Move the appointment, once */
  readonly postDossierReAppointment: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly to: string;
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Tạm dừng / Suspend */
  readonly postDossierSuspension: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Tiếp tục / Resume */
  readonly postDossierResumption: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Hủy / Cancel */
  readonly postDossierCancellation: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Có thể chuyển gì, đến đâu / What can be moved, and where to */
  readonly getDossierModificationPlaces: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly versionId: string;
      readonly revision: number;
      readonly from: readonly {
        readonly from:
          | {
              /** an active element, with all that is inside it */
              readonly elementKey: string;
            }
          | {
              readonly flow: string;
              readonly scope: string;
            }
          | {
              readonly incidentKey: string;
            };
        readonly elementId: string;
        readonly name: string;
        readonly kind: 'element' | 'token' | 'incident';
      }[];
      readonly to: readonly {
        readonly to:
          | {
              readonly before: string;
              /** key of the running scope, where there are several */
              readonly scope?: string;
            }
          | {
              readonly after: string;
              /** key of the running scope, where there are several */
              readonly scope?: string;
            }
          | {
              readonly onto: string;
              /** key of the running scope, where there are several */
              readonly scope?: string;
            };
        readonly elementId: string;
        readonly name: string;
        /** name of the subprocess around it */
        readonly within?: string;
        /** which of several that run */
        readonly scope?: string;
      }[];
    };
  };
  /** Chỉnh luồng xử lý bằng tay / Move, add and take away tokens by hand */
  readonly postDossierModification: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly instructions: readonly (
          | {
              readonly do: 'move';
              readonly from:
                | {
                    /** an active element, with all that is inside it */
                    readonly elementKey: string;
                  }
                | {
                    readonly flow: string;
                    readonly scope: string;
                  }
                | {
                    readonly incidentKey: string;
                  };
              readonly to:
                | {
                    readonly before: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  }
                | {
                    readonly after: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  }
                | {
                    readonly onto: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  };
            }
          | {
              readonly do: 'add';
              readonly to:
                | {
                    readonly before: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  }
                | {
                    readonly after: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  }
                | {
                    readonly onto: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  };
            }
          | {
              readonly do: 'remove';
              readonly from:
                | {
                    /** an active element, with all that is inside it */
                    readonly elementKey: string;
                  }
                | {
                    readonly flow: string;
                    readonly scope: string;
                  }
                | {
                    readonly incidentKey: string;
                  };
            }
        )[];
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Chỉnh luồng xử lý bằng tay: xem trước điều sẽ xảy ra / Move, add and take away tokens by hand: what would happen */
  readonly postDossierModificationPreview: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly instructions: readonly (
          | {
              readonly do: 'move';
              readonly from:
                | {
                    /** an active element, with all that is inside it */
                    readonly elementKey: string;
                  }
                | {
                    readonly flow: string;
                    readonly scope: string;
                  }
                | {
                    readonly incidentKey: string;
                  };
              readonly to:
                | {
                    readonly before: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  }
                | {
                    readonly after: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  }
                | {
                    readonly onto: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  };
            }
          | {
              readonly do: 'add';
              readonly to:
                | {
                    readonly before: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  }
                | {
                    readonly after: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  }
                | {
                    readonly onto: string;
                    /** key of the running scope, where there are several */
                    readonly scope?: string;
                  };
            }
          | {
              readonly do: 'remove';
              readonly from:
                | {
                    /** an active element, with all that is inside it */
                    readonly elementKey: string;
                  }
                | {
                    readonly flow: string;
                    readonly scope: string;
                  }
                | {
                    readonly incidentKey: string;
                  };
            }
        )[];
      };
    };
    readonly answer: {
      /** a number as text */
      readonly versionId: string;
      readonly revision: number;
      /** why it would be refused; empty: it would be done */
      readonly problems: readonly {
        readonly code: string;
        readonly at?: string;
        readonly message: string;
        readonly messageEn: string;
      }[];
      /** what would happen, in order */
      readonly sentences: readonly {
        readonly at?: string;
        readonly message: string;
        readonly messageEn: string;
      }[];
    };
  };
  /** Chuyển sang phiên bản khác của quy trình / Move to another version of the procedure */
  readonly postDossierMigration: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        /** absent: the version of its procedure in force */
        readonly versionId?: string;
        /** element, flow or process of the version before → that of the new one, null where there is none; what is not named keeps its id */
        readonly plan?: Readonly<Record<string, string | null>>;
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Chuyển sang phiên bản khác của quy trình: xem trước điều sẽ xảy ra / Move to another version of the procedure: what would happen */
  readonly postDossierMigrationPreview: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        /** absent: the version of its procedure in force */
        readonly versionId?: string;
        /** element, flow or process of the version before → that of the new one, null where there is none; what is not named keeps its id */
        readonly plan?: Readonly<Record<string, string | null>>;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly versionId: string;
      readonly revision: number;
      /** why it would be refused; empty: it would be done */
      readonly problems: readonly {
        readonly code: string;
        readonly at?: string;
        readonly message: string;
        readonly messageEn: string;
      }[];
      /** what would happen, in order */
      readonly sentences: readonly {
        readonly at?: string;
        readonly message: string;
        readonly messageEn: string;
      }[];
    };
  };
  /** Làm lại hồ sơ đã kết thúc thành hồ sơ mới / Do an ended dossier again, as a new one */
  readonly postDossierRestart: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason: string;
        /** absent: the newest version in force */
        readonly versionId?: string;
        readonly code?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: Accepted;
  };
  /** Đề xuất cách chuyển từ phiên bản này sang phiên bản khác / A proposal for moving from one version to another */
  readonly postMigrationPlans: {
    readonly input: {
      readonly body: {
        /** a number as text */
        readonly fromVersionId: string;
        /** a number as text */
        readonly toVersionId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly fromVersionId: string;
      /** a number as text */
      readonly toVersionId: string;
      /** element, flow or process of the version before → that of the new one, null where there is none; what is not named keeps its id */
      readonly plan: Readonly<Record<string, string | null>>;
      readonly mappings: readonly {
        /** process, element or flow */
        readonly kind: string;
        readonly from: string;
        readonly to?: string;
        /** id, name, neighbours, flow, only, none */
        readonly because: string;
        /** 1: certain; below 0.8 somebody should look */
        readonly confidence: number;
      }[];
      readonly sentences: readonly {
        readonly from: string;
        readonly to?: string;
        readonly confidence: number;
        readonly message: string;
        readonly messageEn: string;
      }[];
      /** dossiers of the version before that have not ended */
      readonly open: number;
    };
  };
  /** Chuyển mọi hồ sơ đang mở của một phiên bản / Move all open dossiers of a version to another one */
  readonly postBulkRunsMigration: {
    readonly input: {
      readonly body: {
        /** a number as text */
        readonly fromVersionId: string;
        /** a number as text */
        readonly toVersionId: string;
        /** element, flow or process of the version before → that of the new one, null where there is none; what is not named keeps its id */
        readonly plan?: Readonly<Record<string, string | null>>;
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly runId: string;
      /** what is done to each */
      readonly order: unknown;
      readonly reason: string;
      readonly state: 'running' | 'done' | 'cancelled';
      /** RFC 3339 with an offset */
      readonly startedAt: string;
      readonly startedBy: Actor;
      /** RFC 3339 with an offset */
      readonly endedAt?: string;
      readonly total: number;
      readonly done: number;
      readonly failed: number;
      readonly left: number;
    };
  };
  /** Thử lại mọi sự cố cùng loại, cùng bước, cùng thủ tục hoặc phiên bản / Try again all incidents of a code, an element, a procedure or versions */
  readonly postBulkRunsIncidents: {
    readonly input: {
      readonly body: {
        readonly code?: string;
        readonly elementId?: string;
        readonly processKey?: string;
        readonly versionIds?: readonly string[];
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly runId: string;
      /** what is done to each */
      readonly order: unknown;
      readonly reason: string;
      readonly state: 'running' | 'done' | 'cancelled';
      /** RFC 3339 with an offset */
      readonly startedAt: string;
      readonly startedBy: Actor;
      /** RFC 3339 with an offset */
      readonly endedAt?: string;
      readonly total: number;
      readonly done: number;
      readonly failed: number;
      readonly left: number;
    };
  };
  /** Các đợt xử lý hàng loạt, mới nhất trước / Bulk runs, the latest first */
  readonly getBulkRuns: {
    readonly input: {
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly runId: string;
        /** what is done to each */
        readonly order: unknown;
        readonly reason: string;
        readonly state: 'running' | 'done' | 'cancelled';
        /** RFC 3339 with an offset */
        readonly startedAt: string;
        readonly startedBy: Actor;
        /** RFC 3339 with an offset */
        readonly endedAt?: string;
        readonly total: number;
        readonly done: number;
        readonly failed: number;
        readonly left: number;
      }[];
      readonly next?: string;
    };
  };
  /** Một đợt: đã xong, lỗi, còn lại / One run: done, failed, left */
  readonly getBulkRun: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly runId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly runId: string;
      /** what is done to each */
      readonly order: unknown;
      readonly reason: string;
      readonly state: 'running' | 'done' | 'cancelled';
      /** RFC 3339 with an offset */
      readonly startedAt: string;
      readonly startedBy: Actor;
      /** RFC 3339 with an offset */
      readonly endedAt?: string;
      readonly total: number;
      readonly done: number;
      readonly failed: number;
      readonly left: number;
    };
  };
  /** Từng hồ sơ của một đợt / The dossiers of a run */
  readonly getBulkRunItems: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly runId: string;
      };
      readonly query?: {
        readonly state?: 'left' | 'done' | 'failed';
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        /** of an incident */
        readonly key?: string;
        readonly state: 'left' | 'done' | 'failed';
        readonly problem?: {
          readonly code: string;
          readonly message: string;
          readonly messageEn: string;
        };
        /** RFC 3339 with an offset */
        readonly at?: string;
      }[];
      readonly next?: string;
    };
  };
  /** Dừng một đợt: việc đã xong giữ nguyên / Cancel a run: what is done stays done */
  readonly postBulkRunCancellation: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly runId: string;
      };
      readonly body: Readonly<Record<string, unknown>>;
    };
    readonly answer: {
      /** a number as text */
      readonly runId: string;
      /** what is done to each */
      readonly order: unknown;
      readonly reason: string;
      readonly state: 'running' | 'done' | 'cancelled';
      /** RFC 3339 with an offset */
      readonly startedAt: string;
      readonly startedBy: Actor;
      /** RFC 3339 with an offset */
      readonly endedAt?: string;
      readonly total: number;
      readonly done: number;
      readonly failed: number;
      readonly left: number;
    };
  };
  /** Danh sách tài khoản / Accounts */
  readonly getUsers: {
    readonly input: {
      readonly query?: {
        readonly search?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly userId: string;
        readonly login: string;
        readonly name: string;
        readonly issuer?: string;
        readonly subject?: string;
        readonly hasPassword: boolean;
        readonly mustChangePassword: boolean;
        /** RFC 3339 with an offset */
        readonly createdAt: string;
        /** RFC 3339 with an offset */
        readonly disabledAt?: string;
        /** RFC 3339 with an offset */
        readonly lockedUntil?: string;
        /** held now or from later on */
        readonly positions: readonly {
          readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
          /** id; absent: the whole organisation */
          readonly unit?: string;
          readonly title?: string;
          /** RFC 3339 with an offset */
          readonly validFrom: string;
          /** RFC 3339 with an offset */
          readonly validTo?: string;
          /** a number as text */
          readonly positionId: string;
        }[];
      }[];
      readonly next?: string;
    };
  };
  /** Tạo tài khoản / Create an account; without issuer and subject it gets a password for the first time */
  readonly postUsers: {
    readonly input: {
      readonly body: {
        readonly login: string;
        readonly name: string;
        readonly issuer?: string;
        readonly subject?: string;
        readonly positions?: readonly {
          readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
          /** id; absent: the whole organisation */
          readonly unit?: string;
          readonly title?: string;
          /** RFC 3339 with an offset */
          readonly validFrom?: string;
          /** RFC 3339 with an offset */
          readonly validTo?: string;
        }[];
      };
    };
    readonly answer: {
      /** a number as text */
      readonly userId: string;
      /** for the first time, shown this once */
      readonly password?: string;
    };
  };
  /** Một tài khoản / One account */
  readonly getUser: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly userId: string;
      readonly login: string;
      readonly name: string;
      readonly issuer?: string;
      readonly subject?: string;
      readonly hasPassword: boolean;
      readonly mustChangePassword: boolean;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      /** RFC 3339 with an offset */
      readonly disabledAt?: string;
      /** RFC 3339 with an offset */
      readonly lockedUntil?: string;
      /** held now or from later on */
      readonly positions: readonly {
        readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
        /** id; absent: the whole organisation */
        readonly unit?: string;
        readonly title?: string;
        /** RFC 3339 with an offset */
        readonly validFrom: string;
        /** RFC 3339 with an offset */
        readonly validTo?: string;
        /** a number as text */
        readonly positionId: string;
      }[];
    };
  };
  /** Sửa, khóa hoặc mở tài khoản / Change, disable or enable an account; disabling ends its sessions */
  readonly patchUser: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
      };
      readonly body: {
        readonly name?: string;
        readonly disabled?: boolean;
        readonly issuer?: string | null;
        readonly subject?: string | null;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly userId: string;
      readonly login: string;
      readonly name: string;
      readonly issuer?: string;
      readonly subject?: string;
      readonly hasPassword: boolean;
      readonly mustChangePassword: boolean;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      /** RFC 3339 with an offset */
      readonly disabledAt?: string;
      /** RFC 3339 with an offset */
      readonly lockedUntil?: string;
      /** held now or from later on */
      readonly positions: readonly {
        readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
        /** id; absent: the whole organisation */
        readonly unit?: string;
        readonly title?: string;
        /** RFC 3339 with an offset */
        readonly validFrom: string;
        /** RFC 3339 with an offset */
        readonly validTo?: string;
        /** a number as text */
        readonly positionId: string;
      }[];
    };
  };
  /** Cấp lại mật khẩu dùng lần đầu / A new password for the first time; ends all sessions and the lock */
  readonly postUserPasswordReset: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly userId: string;
      /** for the first time, shown this once */
      readonly password?: string;
    };
  };
  /** Giao chức vụ / Give a position, for a time or until it is ended */
  readonly postUserPositions: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
      };
      readonly body: {
        readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
        /** id; absent: the whole organisation */
        readonly unit?: string;
        readonly title?: string;
        /** RFC 3339 with an offset */
        readonly validFrom?: string;
        /** RFC 3339 with an offset */
        readonly validTo?: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly positionId: string;
    };
  };
  /** Chấm dứt chức vụ / End a position now */
  readonly deleteUserPosition: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
        /** a number as text */
        readonly positionId: string;
      };
    };
    readonly answer: undefined;
  };
  /** Ủy quyền của tôi và cho tôi; quản trị viên thấy tất cả / Delegations by and to me; an administrator sees all */
  readonly getDelegations: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      /** running and to come, the first to end first; at most 500 */
      readonly items: readonly {
        /** a number as text */
        readonly delegationId: string;
        /** a number as text */
        readonly positionId: string;
        readonly role: string;
        readonly unit?: string;
        /** login of the holder */
        readonly from: string;
        /** login of who stands in */
        readonly to: string;
        readonly reason: string;
        /** RFC 3339 with an offset */
        readonly validFrom: string;
        /** RFC 3339 with an offset */
        readonly validTo: string;
      }[];
    };
  };
  /** Ủy quyền một chức vụ có thời hạn / Let somebody stand in for a time */
  readonly postDelegations: {
    readonly input: {
      readonly body: {
        /** a number as text */
        readonly positionId: string;
        readonly to: string;
        readonly reason: string;
        /** RFC 3339 with an offset */
        readonly validFrom?: string;
        /** RFC 3339 with an offset */
        readonly validTo: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly delegationId: string;
    };
  };
  /** Chấm dứt ủy quyền / End a delegation now */
  readonly deleteDelegation: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly delegationId: string;
      };
    };
    readonly answer: undefined;
  };
  /** Danh sách khóa API / API keys, revoked ones too, the latest first; at most 500 */
  readonly getApiKeys: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly keyId: string;
        readonly name: string;
        readonly scopes: readonly (
          | 'procedures:read'
          | 'procedures:check'
          | 'procedures:deploy'
          | 'appraisals:read'
          | 'drafts:write'
          | 'appraisals:comment'
          | 'appraisals:submit'
          | 'catalogue:write'
          | 'dossiers:read'
          | 'dossiers:start'
          | 'dossiers:act'
          | 'dossiers:manage'
          | 'tasks:read'
          | 'tasks:work'
          | 'tasks:assign'
          | 'handOffs:read'
          | 'documents:read'
          | 'documents:write'
          | 'personalData:read'
          | 'messages:publish'
          | 'messages:read'
          | 'jobs:work'
          | 'jobs:read'
          | 'flags:read'
          | 'incidents:read'
          | 'incidents:resolve'
          | 'reports:read'
          | 'events:read'
          | 'calendars:read'
          | 'rosters:manage'
          | 'webhooks:manage'
          | 'portal:work'
          | 'lateEntry'
        )[];
        /** id; absent: the whole organisation */
        readonly unit?: string;
        /** RFC 3339 with an offset */
        readonly createdAt: string;
        readonly createdBy: string;
        /** RFC 3339 with an offset */
        readonly expiresAt?: string;
        /** RFC 3339 with an offset */
        readonly revokedAt?: string;
        /** to the minute */
        readonly usedAt?: string;
      }[];
    };
  };
  /** Tạo khóa API / Create an API key; it is shown this once */
  readonly postApiKeys: {
    readonly input: {
      readonly body: {
        readonly name: string;
        readonly scopes: readonly (
          | 'procedures:read'
          | 'procedures:check'
          | 'procedures:deploy'
          | 'appraisals:read'
          | 'drafts:write'
          | 'appraisals:comment'
          | 'appraisals:submit'
          | 'catalogue:write'
          | 'dossiers:read'
          | 'dossiers:start'
          | 'dossiers:act'
          | 'dossiers:manage'
          | 'tasks:read'
          | 'tasks:work'
          | 'tasks:assign'
          | 'handOffs:read'
          | 'documents:read'
          | 'documents:write'
          | 'personalData:read'
          | 'messages:publish'
          | 'messages:read'
          | 'jobs:work'
          | 'jobs:read'
          | 'flags:read'
          | 'incidents:read'
          | 'incidents:resolve'
          | 'reports:read'
          | 'events:read'
          | 'calendars:read'
          | 'rosters:manage'
          | 'webhooks:manage'
          | 'portal:work'
          | 'lateEntry'
        )[];
        /** id; absent: the whole organisation */
        readonly unit?: string;
        /** RFC 3339 with an offset */
        readonly expiresAt?: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly keyId: string;
      readonly key: string;
    };
  };
  /** Thu hồi khóa API / Revoke an API key, at once */
  readonly deleteApiKey: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly keyId: string;
      };
    };
    readonly answer: undefined;
  };
  /** Nhật ký bảo mật, mới nhất trước / The audit log, the latest first */
  readonly getAuditLog: {
    readonly input: {
      readonly query?: {
        readonly login?: string;
        readonly action?: string;
        readonly subject?: string;
        /** RFC 3339 with an offset */
        readonly from?: string;
        /** RFC 3339 with an offset */
        readonly to?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly entryId: string;
        /** RFC 3339 with an offset */
        readonly at: string;
        readonly actor: {
          readonly login: string;
          readonly name?: string;
          readonly apiKeyId?: string;
        };
        /** session.opened, user.created, key.revoked, personalData.read … */
        readonly action: string;
        readonly subject?: string;
        readonly details: unknown;
        readonly address?: string;
      }[];
      readonly next?: string;
    };
  };
  /** Sơ đồ tổ chức đang có hiệu lực / The organisation in force; ETag is its number */
  readonly getOrganisation: { readonly input: Readonly<Record<never, never>>; readonly answer: Readonly<Record<string, unknown>> };
  /** Thay sơ đồ tổ chức: cờ báo của hồ sơ đang mở được tính lại, ngày hẹn giữ nguyên / Replace the organisation: flags to come are planned anew, appointments stay */
  readonly putOrganisation: {
    readonly input: { readonly body: Readonly<Record<string, unknown>>; /** revision that was read */ readonly ifRevision?: number };
    readonly answer: undefined;
  };
  /** Xem trước: sơ đồ tổ chức hoặc lịch mới làm dời gì ở hồ sơ đang mở; không lưu / What another organisation, or its calendars, would move for open dossiers; nothing is kept */
  readonly postOrganisationPreviews: {
    readonly input: { readonly body: Readonly<Record<string, unknown>> };
    readonly answer: {
      /** open dossiers looked at, the first to be due */
      readonly dossiers: number;
      /** false: there are more open dossiers than are looked at */
      readonly isComplete: boolean;
      /** dossiers whose appointment would be counted otherwise; those promised stay */
      readonly appointments: number;
      /** dossiers with flags to come that move */
      readonly flagged: number;
      /** at most 200 */
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly code?: string;
        readonly department?: string;
        /** as promised */
        readonly appointmentDueAt?: string;
        /** as it would be counted now, and then */
        readonly appointment?: {
          readonly order: number;
          /** RFC 3339 with an offset */
          readonly now: string;
          /** RFC 3339 with an offset */
          readonly then: string;
        };
        readonly flags: readonly {
          readonly flag: string;
          readonly elementKey?: string;
          /** RFC 3339 with an offset */
          readonly now?: string;
          /** absent: it will not come any more */
          readonly then?: string;
        }[];
      }[];
      readonly units: readonly {
        readonly unit: string;
        readonly name: string;
        readonly change: 'removed' | 'ended';
        readonly openDossiers: number;
        /** held there */
        readonly positions: number;
      }[];
    };
  };
  /** Lịch phân công trực quầy / The roster of desks and counters from a day on */
  readonly getRosters: {
    readonly input: {
      readonly query?: {
        /** holds then or later; today */
        readonly from?: string;
        readonly unit?: string;
      };
    };
    readonly answer: {
      /** by unit, the regular ones first; at most 2,000 */
      readonly items: readonly {
        /** a number as text */
        readonly rosterEntryId: string;
        readonly name: string;
        /** login of an account, or id of an officer of the organisation */
        readonly officer: string;
        /** desk, counter or unit */
        readonly unit: string;
        /** one line */
        readonly counter?: string;
        /** ids of main processes; empty: all that the desk has */
        readonly procedures: readonly string[];
        /** stands in when the regular officer is away */
        readonly isReserve: boolean;
        readonly validFrom: string;
        /** the last day; absent: until it is ended */
        readonly validTo?: string;
      }[];
    };
  };
  /** Quầy thiếu người, thiếu dự phòng / Desks without an officer or a reserve on a day */
  readonly getRostersGaps: {
    readonly input: {
      readonly query?: {
        /** today */
        readonly date?: string;
      };
    };
    readonly answer: {
      readonly date: string;
      readonly items: readonly {
        readonly unit: string;
        readonly name: string;
        readonly lacks: readonly ('officer' | 'reserve')[];
        /** sit there, but hold no position in which they could take up its tasks */
        readonly withoutPosition: readonly {
          readonly officer: string;
          readonly name: string;
        }[];
      }[];
    };
  };
  /** Phân công người trực quầy / Put an officer at a desk, for a time or until it is ended */
  readonly postRosters: {
    readonly input: {
      readonly body: {
        /** login of an account, or id of an officer of the organisation */
        readonly officer: string;
        /** desk, counter or unit */
        readonly unit: string;
        /** one line */
        readonly counter?: string;
        /** ids of main processes; empty: all that the desk has */
        readonly procedures: readonly string[];
        /** stands in when the regular officer is away */
        readonly isReserve: boolean;
        readonly validFrom: string;
        /** the last day; absent: until it is ended */
        readonly validTo?: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly rosterEntryId: string;
    };
  };
  /** Chấm dứt phân công; hôm qua là ngày cuối / End an entry, yesterday being its last day; remove one that has not begun */
  readonly deleteRoster: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly rosterEntryId: string;
      };
    };
    readonly answer: undefined;
  };
  /** Việc cần làm, việc đến hạn trước đứng trước / Tasks, first due first */
  readonly getTasks: {
    readonly input: {
      readonly query?: {
        /** unit of the task; several: any of them */
        readonly unit?: readonly string[];
        /** this unit or one below it */
        readonly department?: string;
        /** desk of the task; several: any of them */
        readonly desk?: readonly string[];
        /** login; `me`: the one who asks */
        readonly holder?: string;
        /** only what nobody holds */
        readonly unclaimed?: boolean;
        readonly flag?: readonly ('stepAtRisk' | 'stepOverBudget' | 'handOffUnclaimed')[];
        /** RFC 3339 with an offset */
        readonly dueBefore?: string;
        /** RFC 3339 with an offset */
        readonly dueAfter?: string;
        /** a number as text */
        readonly dossierId?: string;
        /** absent: userTask and manualTask */
        readonly type?: readonly ('userTask' | 'manualTask' | 'serviceTask' | 'sendTask' | 'receiveTask')[];
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly processKey?: string;
        readonly elementKey: string;
        readonly elementId: string;
        readonly name?: string;
        /** of the activity, in BPMN */
        readonly type: string;
        readonly unit?: string;
        readonly department?: string;
        readonly desk?: string;
        readonly role?: string;
        /** login; absent: nobody has claimed it */
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly arrivedAt: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        /** by when the dossier needs it, with what those before it used; nobody is judged by it */
        readonly workingDueAt?: string;
        /** the gravest one raised and not withdrawn */
        readonly flag?: string;
        /** working minutes past the due instant */
        readonly overByMinutes: number;
        /** returned to the unit it came from, whose correction it waits for */
        readonly waitsForSender: boolean;
        /** its dossier is suspended: nobody can do it now */
        readonly suspended: boolean;
      }[];
      readonly next?: string;
    };
  };
  /** Tìm việc, cú pháp cho phần mềm / Search tasks, a grammar for programs */
  readonly postTasksSearch: {
    readonly input: {
      readonly body: {
        readonly filter?: {
          readonly unit?:
            | string
            | {
                readonly $eq: string;
              }
            | {
                readonly $in: readonly string[];
              };
          readonly department?:
            | string
            | {
                readonly $eq: string;
              };
          readonly desk?:
            | string
            | {
                readonly $eq: string;
              }
            | {
                readonly $in: readonly string[];
              };
          readonly holder?:
            | string
            | {
                readonly $eq: string;
              }
            | {
                readonly $exists: false;
              };
          readonly flag?:
            | 'stepAtRisk'
            | 'stepOverBudget'
            | 'handOffUnclaimed'
            | {
                readonly $eq: 'stepAtRisk' | 'stepOverBudget' | 'handOffUnclaimed';
              }
            | {
                readonly $in: readonly ('stepAtRisk' | 'stepOverBudget' | 'handOffUnclaimed')[];
              };
          readonly type?:
            | 'userTask'
            | 'manualTask'
            | 'serviceTask'
            | 'sendTask'
            | 'receiveTask'
            | {
                readonly $eq: 'userTask' | 'manualTask' | 'serviceTask' | 'sendTask' | 'receiveTask';
              }
            | {
                readonly $in: readonly ('userTask' | 'manualTask' | 'serviceTask' | 'sendTask' | 'receiveTask')[];
              };
          readonly dueAt?: {
            /** RFC 3339 with an offset */
            readonly $lt?: string;
            /** RFC 3339 with an offset */
            readonly $gte?: string;
          };
          readonly dossierId?:
            | string
            | {
                /** a number as text */
                readonly $eq: string;
              };
        };
        /** the one order there is: first due first, without due instant last */
        readonly sort?: readonly {
          readonly field: 'dueAt';
          readonly order?: 'asc';
        }[];
        readonly page?: {
          readonly limit?: number;
          readonly after?: string;
        };
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly processKey?: string;
        readonly elementKey: string;
        readonly elementId: string;
        readonly name?: string;
        /** of the activity, in BPMN */
        readonly type: string;
        readonly unit?: string;
        readonly department?: string;
        readonly desk?: string;
        readonly role?: string;
        /** login; absent: nobody has claimed it */
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly arrivedAt: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        /** by when the dossier needs it, with what those before it used; nobody is judged by it */
        readonly workingDueAt?: string;
        /** the gravest one raised and not withdrawn */
        readonly flag?: string;
        /** working minutes past the due instant */
        readonly overByMinutes: number;
        /** returned to the unit it came from, whose correction it waits for */
        readonly waitsForSender: boolean;
        /** its dossier is suspended: nobody can do it now */
        readonly suspended: boolean;
      }[];
      readonly page: {
        readonly hasMoreItems: boolean;
        /** goes back as `after` */
        readonly endCursor?: string;
      };
    };
  };
  /** Đếm việc: tổng số, theo cờ, chưa ai nhận, đến hạn hôm nay / Counts of tasks: in all, by flag, unclaimed, due today */
  readonly postTasksCounts: {
    readonly input: {
      readonly body: {
        readonly filter?: {
          readonly unit?:
            | string
            | {
                readonly $eq: string;
              }
            | {
                readonly $in: readonly string[];
              };
          readonly department?:
            | string
            | {
                readonly $eq: string;
              };
          readonly desk?:
            | string
            | {
                readonly $eq: string;
              }
            | {
                readonly $in: readonly string[];
              };
          readonly holder?:
            | string
            | {
                readonly $eq: string;
              }
            | {
                readonly $exists: false;
              };
          readonly flag?:
            | 'stepAtRisk'
            | 'stepOverBudget'
            | 'handOffUnclaimed'
            | {
                readonly $eq: 'stepAtRisk' | 'stepOverBudget' | 'handOffUnclaimed';
              }
            | {
                readonly $in: readonly ('stepAtRisk' | 'stepOverBudget' | 'handOffUnclaimed')[];
              };
          readonly type?:
            | 'userTask'
            | 'manualTask'
            | 'serviceTask'
            | 'sendTask'
            | 'receiveTask'
            | {
                readonly $eq: 'userTask' | 'manualTask' | 'serviceTask' | 'sendTask' | 'receiveTask';
              }
            | {
                readonly $in: readonly ('userTask' | 'manualTask' | 'serviceTask' | 'sendTask' | 'receiveTask')[];
              };
          readonly dueAt?: {
            /** RFC 3339 with an offset */
            readonly $lt?: string;
            /** RFC 3339 with an offset */
            readonly $gte?: string;
          };
          readonly dossierId?:
            | string
            | {
                /** a number as text */
                readonly $eq: string;
              };
        };
      };
    };
    readonly answer: {
      readonly total: number;
      readonly byFlag: Readonly<Record<string, number>>;
      readonly unclaimed: number;
      readonly dueToday: number;
    };
  };
  /** Nhận, giao lại hoặc hoàn thành nhiều việc; mỗi việc một kết quả / Claim, reassign or complete several tasks; an answer for each */
  readonly postTasksBulk: {
    readonly input: {
      readonly body:
        | {
            readonly action: 'claim';
            readonly items: readonly {
              /** a number as text */
              readonly dossierId: string;
              /** of an active element: `appraise#1`; in a path `#` is %23 */
              readonly elementKey: string;
              /** names and JSON values */
              readonly variables?: Readonly<Record<string, unknown>>;
              readonly ifRevision?: number;
            }[];
          }
        | {
            readonly action: 'complete';
            readonly items: readonly {
              /** a number as text */
              readonly dossierId: string;
              /** of an active element: `appraise#1`; in a path `#` is %23 */
              readonly elementKey: string;
              /** names and JSON values */
              readonly variables?: Readonly<Record<string, unknown>>;
              readonly ifRevision?: number;
            }[];
          }
        | {
            readonly action: 'reassign';
            readonly to: string;
            readonly items: readonly {
              /** a number as text */
              readonly dossierId: string;
              /** of an active element: `appraise#1`; in a path `#` is %23 */
              readonly elementKey: string;
              /** names and JSON values */
              readonly variables?: Readonly<Record<string, unknown>>;
              readonly ifRevision?: number;
            }[];
          };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly elementKey: string;
        /** as the single request would have answered */
        readonly status: number;
        readonly revision?: number;
        readonly problem?: {
          readonly type: string;
          readonly title: string;
          readonly status: number;
          readonly code: string;
          readonly detail: string;
          readonly instance: string;
          readonly requestId: string;
          readonly errors?: readonly {
            readonly pointer: string;
            readonly code: string;
            readonly detail: string;
          }[];
        };
      }[];
    };
  };
  /** Một việc với biểu mẫu và dữ liệu của nó / One open task with its form and what it sees */
  readonly getTask: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly dossierId: string;
      readonly dossierCode?: string;
      /** a number as text */
      readonly versionId: string;
      readonly processKey?: string;
      readonly elementKey: string;
      readonly elementId: string;
      readonly name?: string;
      /** of the activity, in BPMN */
      readonly type: string;
      readonly unit?: string;
      readonly department?: string;
      readonly desk?: string;
      readonly role?: string;
      /** login; absent: nobody has claimed it */
      readonly holder?: string;
      /** RFC 3339 with an offset */
      readonly arrivedAt: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** by when the dossier needs it, with what those before it used; nobody is judged by it */
      readonly workingDueAt?: string;
      /** the gravest one raised and not withdrawn */
      readonly flag?: string;
      /** working minutes past the due instant */
      readonly overByMinutes: number;
      /** returned to the unit it came from, whose correction it waits for */
      readonly waitsForSender: boolean;
      /** its dossier is suspended: nobody can do it now */
      readonly suspended: boolean;
      /** of the dossier; goes back as If-Match */
      readonly revision: number;
      readonly form?: {
        readonly key: string;
        /** JSON Schema that the variables are checked by */
        readonly schema: unknown;
      };
      /** what the task sees; personal data are references */
      readonly variables: Readonly<Record<string, unknown>>;
      /** that came with it */
      readonly handOffs: readonly {
        readonly key: string;
        readonly from: string;
        readonly to: string;
        readonly level: string;
        readonly state: string;
        /** RFC 3339 with an offset */
        readonly sentAt: string;
        /** RFC 3339 with an offset */
        readonly acceptedAt?: string;
        readonly acceptedBy?: string;
        /** RFC 3339 with an offset */
        readonly returnedAt?: string;
        readonly reason?: string;
      }[];
    };
  };
  /** Nhận việc / Claim */
  readonly postTaskClaim: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
      readonly body: Readonly<Record<string, unknown>>;
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Trả việc về chờ nhận / Release: nobody holds it then */
  readonly postTaskRelease: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
      readonly body: Readonly<Record<string, unknown>>;
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Hoàn thành việc / Complete; the variables are checked by the form of the task */
  readonly postTaskCompletion: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
      readonly body: {
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Trả lại nơi gửi, nêu lý do / Send it back to the unit it came from, with a reason */
  readonly postTaskReturn: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
      readonly body: {
        readonly reason: string;
        readonly handOffKey?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Giao việc cho người khác / Give it to somebody else of one’s units */
  readonly postTaskReassignment: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
      readonly body: {
        /** login */
        readonly to: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Phần việc tùy chọn đang mở và việc chọn được trong đó / Ad-hoc subprocesses under way, and what can be begun in them */
  readonly getAdHocParts: {
    readonly input: {
      readonly query?: {
        readonly unit?: readonly string[];
        /** this unit or one below it */
        readonly department?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly unit?: string;
        readonly department?: string;
        readonly desk?: string;
        /** RFC 3339 with an offset */
        readonly openedAt: string;
        readonly elementKey: string;
        readonly elementId: string;
        readonly name?: string;
        readonly activities: readonly {
          readonly activity: string;
          readonly name?: string;
        }[];
        /** a person says when it is done */
        readonly mayEnd: boolean;
      }[];
      readonly next?: string;
    };
  };
  /** Bàn giao chờ nhận, cũ nhất đứng trước / Sent by another department and not taken up, oldest first */
  readonly getHandOffs: {
    readonly input: {
      readonly query?: {
        readonly unit?: readonly string[];
        /** this unit or one below it */
        readonly department?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly elementKey: string;
        readonly elementId: string;
        /** of the activity at the receiver */
        readonly name?: string;
        readonly fromUnit: string;
        readonly fromDepartment?: string;
        readonly toUnit: string;
        readonly toDepartment?: string;
        /** RFC 3339 with an offset */
        readonly sentAt: string;
        readonly key: string;
        /** of the receiving step: who sits there finds it */
        readonly toDesk?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        /** the flag handOffUnclaimed was raised and stands */
        readonly unclaimed: boolean;
      }[];
      readonly next?: string;
    };
  };
  /** Hồ sơ bị trả lại, chờ nơi gửi chỉnh sửa / Returned to their senders, who have to put them right */
  readonly getCorrections: {
    readonly input: {
      readonly query?: {
        readonly unit?: readonly string[];
        /** this unit or one below it */
        readonly department?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly elementKey: string;
        readonly elementId: string;
        /** of the activity at the receiver */
        readonly name?: string;
        readonly fromUnit: string;
        readonly fromDepartment?: string;
        readonly toUnit: string;
        readonly toDepartment?: string;
        /** RFC 3339 with an offset */
        readonly sentAt: string;
        readonly key: string;
        readonly handOffKey: string;
        /** of the step that sent it: who sits there finds it */
        readonly fromDesk?: string;
        /** who had the step that sent it */
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly returnedAt: string;
        readonly reason?: string;
      }[];
      readonly next?: string;
    };
  };
  /** Nhận bàn giao / Take it up */
  readonly postHandOffAcceptance: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        readonly key: string;
      };
      readonly body: {
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Trả lại nơi gửi, nêu lý do / Send it back with a reason */
  readonly postHandOffReturn: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        readonly key: string;
      };
      readonly body: {
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Đã chỉnh sửa, gửi lại / Put right: send it again */
  readonly postHandOffCorrection: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        readonly key: string;
      };
      readonly body: Readonly<Record<string, unknown>>;
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Thủ tục đã triển khai; tìm không cần dấu / Procedures; the search needs no diacritics */
  readonly getProcedures: {
    readonly input: {
      readonly query?: {
        readonly search?: string;
        readonly field?: string;
        readonly department?: string;
        /** dossiers may start now, later, no more */
        readonly state?: 'inForce' | 'coming' | 'ended';
        /** at most so many days; eight hours are one */
        readonly deadlineDays?: number;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly processKey: string;
        readonly name?: string;
        /** national code */
        readonly code?: string;
        readonly field?: string;
        /** the competent agency */
        readonly department?: string;
        /** a number as text */
        readonly versionId: string;
        /** the newest in force, else the newest */
        readonly version: number;
        /** RFC 3339 with an offset */
        readonly deployedAt: string;
        /** dossiers may start on it now */
        readonly inForce: boolean;
        /** dossiers may start now, later, no more */
        readonly state: 'inForce' | 'coming' | 'ended';
        /** published, else legal */
        readonly deadline?: {
          readonly value: number;
          /** workingDay, calendarDay, workingHour */
          readonly unit: string;
        };
      }[];
      readonly next?: string;
      /** how many of those that the search finds have each value */
      readonly facets: {
        readonly fields: readonly {
          readonly value: string;
          readonly count: number;
        }[];
        readonly departments: readonly {
          readonly value: string;
          readonly count: number;
        }[];
        readonly states: readonly {
          readonly value: string;
          readonly count: number;
        }[];
      };
    };
  };
  /** Triển khai thẳng, không qua thẩm định; được ghi lại như vậy / Deploy past the appraisal, which the record says: the same content again gives the same version */
  readonly postProcedures: {
    readonly input: {
      readonly body: {
        readonly bpmn: string;
        /** form key → JSON Schema; what the form `intake` says is checked when a dossier starts */
        readonly forms?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
        /** name of a DMN file → its XML: what business rule tasks ask */
        readonly decisions?: Readonly<Record<string, string>>;
        /** content of procedure.json */
        readonly procedure?: {
          readonly name?: string;
          readonly retention?: {
            readonly years?: number;
          };
        };
      };
    };
    readonly answer: {
      /** a number as text */
      readonly versionId: string;
      readonly processKey: string;
      readonly version: number;
      /** false: this very content was deployed before */
      readonly created: boolean;
      readonly hash: string;
      /** doubtful, but no hindrance */
      readonly problems: readonly {
        readonly code: string;
        readonly severity: 'error' | 'warning' | 'info';
        readonly message: string;
        readonly messageEn: string;
        /** element id, line or JSON pointer */
        readonly at?: string;
        readonly line?: number;
      }[];
    };
  };
  /** Kiểm tra bản nháp; không lưu gì / Check a draft; nothing is stored */
  readonly postProceduresChecks: {
    readonly input: {
      readonly body: {
        readonly bpmn: string;
        /** form key → JSON Schema; what the form `intake` says is checked when a dossier starts */
        readonly forms?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
        /** name of a DMN file → its XML: what business rule tasks ask */
        readonly decisions?: Readonly<Record<string, string>>;
        /** content of procedure.json */
        readonly procedure?: {
          readonly name?: string;
          readonly retention?: {
            readonly years?: number;
          };
        };
      };
    };
    readonly answer: {
      readonly deployable: boolean;
      /** under this it would be deployed */
      readonly processKey?: string;
      readonly problems: readonly {
        readonly code: string;
        readonly severity: 'error' | 'warning' | 'info';
        readonly message: string;
        readonly messageEn: string;
        /** element id, line or JSON pointer */
        readonly at?: string;
        readonly line?: number;
      }[];
    };
  };
  /** Một thủ tục theo phiên bản mới nhất / One procedure, as its newest version has it */
  readonly getProcedure: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly versionId: string;
      readonly processKey: string;
      readonly version: number;
      readonly name?: string;
      /** hex of SHA-256: what was approved */
      readonly hash: string;
      /** RFC 3339 with an offset */
      readonly deployedAt: string;
      readonly deployedBy: Actor;
      /** RFC 3339 with an offset */
      readonly inForceFrom?: string;
      /** RFC 3339 with an offset */
      readonly inForceUntil?: string;
      readonly deadlines: readonly {
        readonly kind: string;
        readonly value: number;
        /** workingDay, calendarDay, workingHour */
        readonly unit: string;
        readonly when?: string;
        readonly phase?: string;
        readonly source?: string;
      }[];
      /** called element → version it is pinned to */
      readonly bindings: Readonly<Record<string, string>>;
      readonly retentionYears?: number;
      /** keys; each is read by itself */
      readonly forms: readonly string[];
      /** DMN files */
      readonly decisions: Readonly<Record<string, string>>;
      /** the description that was deployed with it */
      readonly procedure: unknown;
      /** what `at` of a new dossier may name */
      readonly starts: readonly {
        readonly elementId: string;
        readonly name?: string;
      }[];
      readonly steps: readonly {
        readonly elementId: string;
        readonly name?: string;
        readonly type: string;
        readonly unit?: string;
        readonly department?: string;
        /** of unit; each dossier binds it to one */
        readonly kind?: string;
        readonly desk?: string;
        readonly role?: string;
        /** of the five: receive, appraise, approve, seal, return */
        readonly step?: string;
        readonly form?: string;
        readonly jobType?: string;
        readonly budget?: {
          readonly value: number;
          /** workingDay, calendarDay, workingHour */
          readonly unit: string;
        };
        readonly budgetShare?: number;
      }[];
    };
  };
  /** Các phiên bản, mới nhất đứng trước / Its versions, the newest first */
  readonly getProcedureVersions: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
      };
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly versionId: string;
        readonly processKey: string;
        readonly version: number;
        readonly name?: string;
        /** hex of SHA-256: what was approved */
        readonly hash: string;
        /** RFC 3339 with an offset */
        readonly deployedAt: string;
        readonly deployedBy: Actor;
        /** RFC 3339 with an offset */
        readonly inForceFrom?: string;
        /** RFC 3339 with an offset */
        readonly inForceUntil?: string;
      }[];
      readonly next?: string;
    };
  };
  /** Một phiên bản: thời hạn, biểu mẫu, các bước / One version: deadlines, forms, steps */
  readonly getProcedureVersion: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
        readonly version: number;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly versionId: string;
      readonly processKey: string;
      readonly version: number;
      readonly name?: string;
      /** hex of SHA-256: what was approved */
      readonly hash: string;
      /** RFC 3339 with an offset */
      readonly deployedAt: string;
      readonly deployedBy: Actor;
      /** RFC 3339 with an offset */
      readonly inForceFrom?: string;
      /** RFC 3339 with an offset */
      readonly inForceUntil?: string;
      readonly deadlines: readonly {
        readonly kind: string;
        readonly value: number;
        /** workingDay, calendarDay, workingHour */
        readonly unit: string;
        readonly when?: string;
        readonly phase?: string;
        readonly source?: string;
      }[];
      /** called element → version it is pinned to */
      readonly bindings: Readonly<Record<string, string>>;
      readonly retentionYears?: number;
      /** keys; each is read by itself */
      readonly forms: readonly string[];
      /** DMN files */
      readonly decisions: Readonly<Record<string, string>>;
      /** the description that was deployed with it */
      readonly procedure: unknown;
      /** what `at` of a new dossier may name */
      readonly starts: readonly {
        readonly elementId: string;
        readonly name?: string;
      }[];
      readonly steps: readonly {
        readonly elementId: string;
        readonly name?: string;
        readonly type: string;
        readonly unit?: string;
        readonly department?: string;
        /** of unit; each dossier binds it to one */
        readonly kind?: string;
        readonly desk?: string;
        readonly role?: string;
        /** of the five: receive, appraise, approve, seal, return */
        readonly step?: string;
        readonly form?: string;
        readonly jobType?: string;
        readonly budget?: {
          readonly value: number;
          /** workingDay, calendarDay, workingHour */
          readonly unit: string;
        };
        readonly budgetShare?: number;
      }[];
    };
  };
  /** Tệp BPMN của một phiên bản / The BPMN file of a version */
  readonly getProcedureVersionXml: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
        readonly version: number;
      };
    };
    readonly answer: Response;
  };
  /** Một biểu mẫu (JSON Schema) / A form of a version, as JSON Schema */
  readonly getProcedureVersionForm: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
        readonly version: number;
        readonly form: string;
      };
    };
    readonly answer: Readonly<Record<string, unknown>>;
  };
  /** Bảng các bước của bản nháp đã lưu: phụ lục quyết định / The table of steps of a draft as it is kept, for the appendix of a decision */
  readonly getDraftProcessTable: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly draftId: string;
      };
      readonly query?: {
        /** docx when absent */
        readonly format?: 'docx' | 'xlsx';
      };
    };
    readonly answer: Response;
  };
  /** Bảng các bước của một phiên bản: phụ lục quyết định / The table of steps of a version, for the appendix of a decision */
  readonly getProcedureVersionProcessTable: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
        readonly version: number;
      };
      readonly query?: {
        /** docx when absent */
        readonly format?: 'docx' | 'xlsx';
      };
    };
    readonly answer: Response;
  };
  /** Báo cáo kiểm tra một nội dung gửi kèm; không lưu gì / The report of the checker on a content that is sent; nothing is stored */
  readonly postProceduresAnalyses: {
    readonly input: {
      readonly body: {
        readonly bpmn: string;
        /** form key → JSON Schema; what the form `intake` says is checked when a dossier starts */
        readonly forms?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
        /** name of a DMN file → its XML: what business rule tasks ask */
        readonly decisions?: Readonly<Record<string, string>>;
        /** content of procedure.json */
        readonly procedure?: {
          readonly name?: string;
          readonly retention?: {
            readonly years?: number;
          };
        };
      };
    };
    readonly answer: {
      /** hex of SHA-256: what it is about */
      readonly modelHash: string;
      readonly checkerVersion: string;
      readonly findings: readonly {
        readonly rule: string;
        readonly severity: 'error' | 'warning' | 'info';
        readonly message: string;
        readonly messageEn: string;
        /** ids, the culprit first; empty: the whole procedure */
        readonly elements: readonly string[];
        /** article of the law or clause of the standard */
        readonly source?: string;
        /** a change that cures it: label, labelEn, changes */
        readonly fix?: unknown;
        readonly from?: 'file' | 'table' | 'rules' | 'soundness' | 'time';
      }[];
      /** soundness by property, time, rules: outcome holds, fails, notDecided or notApplicable, with its reason */
      readonly verdicts?: unknown;
      /** by process, with a scenario to everything that fails */
      readonly soundness?: unknown;
      /** by process: best and worst case, share and slack of each step, filing dates */
      readonly timeTables?: unknown;
      /** what was not looked at as it is */
      readonly approximations?: unknown;
      /** number of the version before */
      readonly comparedWith?: number;
      /** what changed against it: changes, measures */
      readonly comparison?: unknown;
    };
  };
  /** Thời gian thực tế của từng bước, qua các hồ sơ kết thúc gần đây của mọi phiên bản / How long each step really took in the dossiers that ended last, over all versions */
  readonly getProcedureMeasuredSteps: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
      };
    };
    readonly answer: {
      /** from which on minutes are given */
      readonly fewestVisits: number;
      /** by element id; none of a procedure that is not there */
      readonly steps: readonly {
        readonly elementId: string;
        readonly unit: 'workingHour' | 'calendarDay';
        /** completed */
        readonly visits: number;
        /** middles of forty equal parts of the visits, shortest first; working minutes, or plain ones of a calendarDay */
        readonly minutes?: readonly number[];
      }[];
    };
  };
  /** Báo cáo kiểm tra một phiên bản / The report of the checker on a version */
  readonly getProcedureVersionAnalysis: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
        readonly version: number;
      };
    };
    readonly answer: {
      /** hex of SHA-256: what it is about */
      readonly modelHash: string;
      readonly checkerVersion: string;
      readonly findings: readonly {
        readonly rule: string;
        readonly severity: 'error' | 'warning' | 'info';
        readonly message: string;
        readonly messageEn: string;
        /** ids, the culprit first; empty: the whole procedure */
        readonly elements: readonly string[];
        /** article of the law or clause of the standard */
        readonly source?: string;
        /** a change that cures it: label, labelEn, changes */
        readonly fix?: unknown;
        readonly from?: 'file' | 'table' | 'rules' | 'soundness' | 'time';
      }[];
      /** soundness by property, time, rules: outcome holds, fails, notDecided or notApplicable, with its reason */
      readonly verdicts?: unknown;
      /** by process, with a scenario to everything that fails */
      readonly soundness?: unknown;
      /** by process: best and worst case, share and slack of each step, filing dates */
      readonly timeTables?: unknown;
      /** what was not looked at as it is */
      readonly approximations?: unknown;
      /** number of the version before */
      readonly comparedWith?: number;
      /** what changed against it: changes, measures */
      readonly comparison?: unknown;
    };
  };
  /** Báo cáo thẩm định một phiên bản, để in và lưu hồ sơ / The appraisal document of a version, to be printed and filed */
  readonly getProcedureVersionAnalysisDocument: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
        readonly version: number;
      };
      readonly query?: {
        /** pdf when absent */
        readonly format?: 'html' | 'docx' | 'pdf';
      };
    };
    readonly answer: Response;
  };
  /** Hỏi thử một quyết định DMN gửi kèm; không lưu gì / Ask a decision of DMN files that are sent; nothing is stored */
  readonly postDecisionEvaluations: {
    readonly input: {
      readonly body: {
        /** name of a DMN file → its XML */
        readonly decisions: Readonly<Record<string, string>>;
        /** id or name of a decision or decision service; `file#id` where two files have it */
        readonly decision: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** the instant that now() and today() give; without it, this one */
        readonly at?: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly file: string;
      /** the variables that it may read; what is not given is null */
      readonly reads: readonly string[];
      /** true: no value; in a dossier this is the incident DECISION_FAILED */
      readonly failed: boolean;
      /** any JSON */
      readonly value?: unknown;
      /** every table that was looked into, with the rules that were true */
      readonly tables: readonly {
        readonly table: string;
        readonly name: string;
        readonly rules: readonly {
          /** counted from 1 */
          readonly number: number;
          readonly id?: string;
          /** what stands beside the rule */
          readonly annotation?: string;
        }[];
      }[];
      /** why it failed: table, rule and column */
      readonly message?: string;
      readonly messageEn?: string;
    };
  };
  /** Hỏi một quyết định DMN của một phiên bản, không cần hồ sơ; không lưu gì / Ask a decision of a version without a dossier; nothing is stored */
  readonly postProcedureVersionDecisionEvaluations: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
        readonly version: number;
      };
      readonly body: {
        /** id or name of a decision or decision service; `file#id` where two files have it */
        readonly decision: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** the instant that now() and today() give; without it, this one */
        readonly at?: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly file: string;
      /** the variables that it may read; what is not given is null */
      readonly reads: readonly string[];
      /** true: no value; in a dossier this is the incident DECISION_FAILED */
      readonly failed: boolean;
      /** any JSON */
      readonly value?: unknown;
      /** every table that was looked into, with the rules that were true */
      readonly tables: readonly {
        readonly table: string;
        readonly name: string;
        readonly rules: readonly {
          /** counted from 1 */
          readonly number: number;
          readonly id?: string;
          /** what stands beside the rule */
          readonly annotation?: string;
        }[];
      }[];
      /** why it failed: table, rule and column */
      readonly message?: string;
      readonly messageEn?: string;
    };
  };
  /** Các bản nháp thủ tục, mới nhất trước / Drafts of procedures, the newest first */
  readonly getDrafts: {
    readonly input: {
      readonly query?: {
        readonly department?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly draftId: string;
        readonly title: string;
        readonly department?: string;
        /** hex of SHA-256 over file, forms, decisions and description */
        readonly hash: string;
        readonly revision: number;
        /** RFC 3339 with an offset */
        readonly createdAt: string;
        /** RFC 3339 with an offset */
        readonly updatedAt: string;
        readonly updatedBy: Actor;
        /** a number as text */
        readonly appraisalId?: string;
        /** of its appraisal under way; draft: there is none */
        readonly state:
          | 'draft'
          | 'registered'
          | 'submitted'
          | 'underAppraisal'
          | 'returned'
          | 'passed'
          | 'approved'
          | 'published'
          | 'superseded'
          | 'repealed'
          | 'withdrawn';
      }[];
      readonly next?: string;
    };
  };
  /** Lưu bản nháp mới / Keep a new draft */
  readonly postDrafts: {
    readonly input: {
      readonly body: {
        readonly title: string;
        /** unit; absent: that of who draws it */
        readonly department?: string;
        readonly bpmn: string;
        /** form key → JSON Schema; what the form `intake` says is checked when a dossier starts */
        readonly forms?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
        /** name of a DMN file → its XML: what business rule tasks ask */
        readonly decisions?: Readonly<Record<string, string>>;
        /** content of procedure.json */
        readonly procedure?: {
          readonly name?: string;
          readonly retention?: {
            readonly years?: number;
          };
        };
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      /** hex of SHA-256 over file, forms, decisions and description */
      readonly hash: string;
      readonly revision: number;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
      readonly updatedBy: Actor;
      /** a number as text */
      readonly appraisalId?: string;
      /** of its appraisal under way; draft: there is none */
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly bpmn: string;
      readonly forms: Readonly<Record<string, unknown>>;
      /** DMN files */
      readonly decisions: Readonly<Record<string, string>>;
      readonly procedure: unknown;
    };
  };
  /** Một bản nháp; ETag là lần sửa / One draft; ETag is its revision */
  readonly getDraft: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly draftId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      /** hex of SHA-256 over file, forms, decisions and description */
      readonly hash: string;
      readonly revision: number;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
      readonly updatedBy: Actor;
      /** a number as text */
      readonly appraisalId?: string;
      /** of its appraisal under way; draft: there is none */
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly bpmn: string;
      readonly forms: Readonly<Record<string, unknown>>;
      /** DMN files */
      readonly decisions: Readonly<Record<string, string>>;
      readonly procedure: unknown;
    };
  };
  /** Sửa bản nháp; If-Match là lần sửa đã đọc / Change a draft; If-Match names the revision that was read */
  readonly putDraft: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly draftId: string;
      };
      readonly body: {
        readonly title: string;
        /** unit; absent: that of who draws it */
        readonly department?: string;
        readonly bpmn: string;
        /** form key → JSON Schema; what the form `intake` says is checked when a dossier starts */
        readonly forms?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
        /** name of a DMN file → its XML: what business rule tasks ask */
        readonly decisions?: Readonly<Record<string, string>>;
        /** content of procedure.json */
        readonly procedure?: {
          readonly name?: string;
          readonly retention?: {
            readonly years?: number;
          };
        };
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      /** hex of SHA-256 over file, forms, decisions and description */
      readonly hash: string;
      readonly revision: number;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
      readonly updatedBy: Actor;
      /** a number as text */
      readonly appraisalId?: string;
      /** of its appraisal under way; draft: there is none */
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly bpmn: string;
      readonly forms: Readonly<Record<string, unknown>>;
      /** DMN files */
      readonly decisions: Readonly<Record<string, string>>;
      readonly procedure: unknown;
    };
  };
  /** Bỏ bản nháp chưa từng được đăng ký thẩm định / Put away a draft that was never registered */
  readonly deleteDraft: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly draftId: string;
      };
    };
    readonly answer: undefined;
  };
  /** Ai đã làm gì với bản nháp, khi nào, vì sao / Who did what to it, when and why */
  readonly getDraftTrail: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly draftId: string;
      };
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly entryId: string;
        /** RFC 3339 with an offset */
        readonly at: string;
        readonly actor: Actor;
        readonly act: string;
        /** a number as text */
        readonly appraisalId?: string;
        /** a number as text */
        readonly findingId?: string;
        readonly from?: string;
        readonly to?: string;
        /** reason, answer, what was said */
        readonly text?: string;
        readonly details: unknown;
      }[];
      readonly next?: string;
    };
  };
  /** Kiểm tra bản nháp đã lưu / What is found in the draft as it is kept */
  readonly getDraftAnalysis: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly draftId: string;
      };
    };
    readonly answer: {
      /** hex of SHA-256: what it is about */
      readonly modelHash: string;
      readonly checkerVersion: string;
      readonly findings: readonly {
        readonly rule: string;
        readonly severity: 'error' | 'warning' | 'info';
        readonly message: string;
        readonly messageEn: string;
        /** ids, the culprit first; empty: the whole procedure */
        readonly elements: readonly string[];
        /** article of the law or clause of the standard */
        readonly source?: string;
        /** a change that cures it: label, labelEn, changes */
        readonly fix?: unknown;
        readonly from?: 'file' | 'table' | 'rules' | 'soundness' | 'time';
      }[];
      /** soundness by property, time, rules: outcome holds, fails, notDecided or notApplicable, with its reason */
      readonly verdicts?: unknown;
      /** by process, with a scenario to everything that fails */
      readonly soundness?: unknown;
      /** by process: best and worst case, share and slack of each step, filing dates */
      readonly timeTables?: unknown;
      /** what was not looked at as it is */
      readonly approximations?: unknown;
      /** number of the version before */
      readonly comparedWith?: number;
      /** what changed against it: changes, measures */
      readonly comparison?: unknown;
    };
  };
  /** Hồ sơ thẩm định theo hạn; waiting: những việc đang chờ tôi / Appraisals, first due first; waiting: what waits for me */
  readonly getAppraisals: {
    readonly input: {
      readonly query?: {
        readonly state?: readonly (
          | 'draft'
          | 'registered'
          | 'submitted'
          | 'underAppraisal'
          | 'returned'
          | 'passed'
          | 'approved'
          | 'published'
          | 'superseded'
          | 'repealed'
          | 'withdrawn'
        )[];
        readonly department?: string;
        readonly waiting?: boolean;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly appraisalId: string;
        /** a number as text */
        readonly draftId: string;
        readonly title: string;
        readonly department?: string;
        readonly processKey?: string;
        readonly state:
          | 'draft'
          | 'registered'
          | 'submitted'
          | 'underAppraisal'
          | 'returned'
          | 'passed'
          | 'approved'
          | 'published'
          | 'superseded'
          | 'repealed'
          | 'withdrawn';
        readonly revision: number;
        /** submissions so far */
        readonly round: number;
        /** RFC 3339 with an offset */
        readonly registeredAt: string;
        /** RFC 3339 with an offset */
        readonly submittedAt?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        /** a notice of holidays was not known when it was counted */
        readonly dueProvisional: boolean;
        readonly overdue: boolean;
        /** login of who took it up */
        readonly appraiser?: string;
        readonly appraiserName?: string;
        /** of what was submitted last, the versions it calls included: what is approved and published */
        readonly hash?: string;
        readonly blockingFindings: number;
        /** a number as text */
        readonly versionId?: string;
        readonly effectiveDate?: string;
        /** what the asker may do with it now */
        readonly acts: readonly (
          'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
        )[];
      }[];
      readonly next?: string;
    };
  };
  /** Đăng ký một bản nháp vào danh mục thẩm định / Register a draft for appraisal */
  readonly postAppraisals: {
    readonly input: {
      readonly body: {
        /** a number as text */
        readonly draftId: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Một hồ sơ thẩm định và việc tôi làm được với nó / One appraisal, and what the asker may do with it */
  readonly getAppraisal: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Ai đã làm gì, khi nào, vì sao / Who did what, when and why */
  readonly getAppraisalTrail: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly entryId: string;
        /** RFC 3339 with an offset */
        readonly at: string;
        readonly actor: Actor;
        readonly act: string;
        /** a number as text */
        readonly appraisalId?: string;
        /** a number as text */
        readonly findingId?: string;
        readonly from?: string;
        readonly to?: string;
        /** reason, answer, what was said */
        readonly text?: string;
        readonly details: unknown;
      }[];
      readonly next?: string;
    };
  };
  /** Nội dung đã trình ở một lần và báo cáo kiểm tra kèm theo / What was submitted in a round, with the report of its analysis */
  readonly getAppraisalSubmission: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        readonly round: number;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      readonly round: number;
      readonly bpmn: string;
      readonly forms: Readonly<Record<string, unknown>>;
      /** DMN files */
      readonly decisions: Readonly<Record<string, string>>;
      readonly procedure: unknown;
      /** called element → version it is pinned to */
      readonly bindings: Readonly<Record<string, string>>;
      readonly hash: string;
      /** the report of the checker, as it is kept with an appraisal */
      readonly report: {
        /** hex of SHA-256: what it is about */
        readonly modelHash: string;
        readonly checkerVersion: string;
        readonly findings: readonly {
          readonly rule: string;
          readonly severity: 'error' | 'warning' | 'info';
          readonly message: string;
          readonly messageEn: string;
          /** ids, the culprit first; empty: the whole procedure */
          readonly elements: readonly string[];
          /** article of the law or clause of the standard */
          readonly source?: string;
          /** a change that cures it: label, labelEn, changes */
          readonly fix?: unknown;
          readonly from?: 'file' | 'table' | 'rules' | 'soundness' | 'time';
        }[];
        /** soundness by property, time, rules: outcome holds, fails, notDecided or notApplicable, with its reason */
        readonly verdicts?: unknown;
        /** by process, with a scenario to everything that fails */
        readonly soundness?: unknown;
        /** by process: best and worst case, share and slack of each step, filing dates */
        readonly timeTables?: unknown;
        /** what was not looked at as it is */
        readonly approximations?: unknown;
        /** number of the version before */
        readonly comparedWith?: number;
        /** what changed against it: changes, measures */
        readonly comparison?: unknown;
      };
      /** RFC 3339 with an offset */
      readonly submittedAt: string;
      readonly submittedBy: Actor;
    };
  };
  /** Báo cáo thẩm định của một lần trình, để in và lưu hồ sơ / The appraisal document of a round, to be printed and filed */
  readonly getAppraisalSubmissionDocument: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        readonly round: number;
      };
      readonly query?: {
        /** pdf when absent */
        readonly format?: 'html' | 'docx' | 'pdf';
      };
    };
    readonly answer: Response;
  };
  /** Trình thẩm định: khóa nội dung, kiểm tra, tính hạn / Submit: the content is fixed, analysed, and the time limit begins */
  readonly postAppraisalSubmission: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        readonly note?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Rút hồ sơ thẩm định / Withdraw it */
  readonly postAppraisalWithdrawal: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Nhận thẩm định / Take it up */
  readonly postAppraisalOpening: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: Readonly<Record<string, unknown>>;
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Trả lại cho đơn vị soạn, nêu lý do / Return it with reasons */
  readonly postAppraisalReturn: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Thẩm định đạt; không còn lỗi nào chặn, mọi nội dung pháp lý đã xét / Passed; no error is in the way, every legal test was answered */
  readonly postAppraisalPass: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        readonly note?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Người phê duyệt trả lại, nêu lý do / Sent back by who approves, with reasons */
  readonly postAppraisalSendingBack: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Phê duyệt bằng quyết định có số và ngày / Approve by a decision with number and date */
  readonly postAppraisalApproval: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        /** one line */
        readonly number: string;
        readonly date: string;
        readonly note?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Công bố: triển khai đúng bản đã duyệt, có hiệu lực từ ngày / Publish: exactly what was approved is deployed, in force from the day */
  readonly postAppraisalPublication: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        readonly effectiveDate: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Bãi bỏ từ ngày: không nhận hồ sơ mới, hồ sơ đang giải quyết giữ nguyên / Repeal from a day: no new dossiers, those that run keep it */
  readonly postAppraisalRepeal: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        /** one line */
        readonly number: string;
        readonly date: string;
        readonly note?: string;
        readonly effectiveDate: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: {
      /** a number as text */
      readonly appraisalId: string;
      /** a number as text */
      readonly draftId: string;
      readonly title: string;
      readonly department?: string;
      readonly processKey?: string;
      readonly state:
        | 'draft'
        | 'registered'
        | 'submitted'
        | 'underAppraisal'
        | 'returned'
        | 'passed'
        | 'approved'
        | 'published'
        | 'superseded'
        | 'repealed'
        | 'withdrawn';
      readonly revision: number;
      /** submissions so far */
      readonly round: number;
      /** RFC 3339 with an offset */
      readonly registeredAt: string;
      /** RFC 3339 with an offset */
      readonly submittedAt?: string;
      /** RFC 3339 with an offset */
      readonly dueAt?: string;
      /** a notice of holidays was not known when it was counted */
      readonly dueProvisional: boolean;
      readonly overdue: boolean;
      /** login of who took it up */
      readonly appraiser?: string;
      readonly appraiserName?: string;
      /** of what was submitted last, the versions it calls included: what is approved and published */
      readonly hash?: string;
      readonly blockingFindings: number;
      /** a number as text */
      readonly versionId?: string;
      readonly effectiveDate?: string;
      /** what the asker may do with it now */
      readonly acts: readonly (
        'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal'
      )[];
    };
  };
  /** Mọi nhận xét của hồ sơ thẩm định / All findings of an appraisal, in order */
  readonly getAppraisalFindings: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly findingId: string;
        /** a number as text */
        readonly appraisalId: string;
        /** the submission that it was found in first */
        readonly round: number;
        readonly source: 'analysis' | 'appraiser';
        readonly rule: string;
        readonly severity: 'error' | 'warning' | 'info';
        readonly message: string;
        readonly messageEn: string;
        readonly elements: readonly string[];
        readonly law?: string;
        readonly state: 'open' | 'answered' | 'accepted' | 'resolved' | 'overridden';
        /** while it does, nothing passes */
        readonly blocks: boolean;
        /** RFC 3339 with an offset */
        readonly openedAt: string;
        readonly openedBy: string;
        /** RFC 3339 with an offset */
        readonly updatedAt: string;
      }[];
    };
  };
  /** Người thẩm định nêu nhận xét / An appraiser finds something */
  readonly postAppraisalFindings: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        readonly message: string;
        readonly messageEn?: string;
        readonly severity: 'error' | 'warning' | 'info';
        /** ids of elements; absent: the whole procedure */
        readonly elements?: readonly string[];
        readonly law?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly findingId: string;
      /** a number as text */
      readonly appraisalId: string;
      /** the submission that it was found in first */
      readonly round: number;
      readonly source: 'analysis' | 'appraiser';
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'info';
      readonly message: string;
      readonly messageEn: string;
      readonly elements: readonly string[];
      readonly law?: string;
      readonly state: 'open' | 'answered' | 'accepted' | 'resolved' | 'overridden';
      /** while it does, nothing passes */
      readonly blocks: boolean;
      /** RFC 3339 with an offset */
      readonly openedAt: string;
      readonly openedBy: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
    };
  };
  /** Một nhận xét / One finding */
  readonly getAppraisalFinding: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        /** a number as text */
        readonly findingId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly findingId: string;
      /** a number as text */
      readonly appraisalId: string;
      /** the submission that it was found in first */
      readonly round: number;
      readonly source: 'analysis' | 'appraiser';
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'info';
      readonly message: string;
      readonly messageEn: string;
      readonly elements: readonly string[];
      readonly law?: string;
      readonly state: 'open' | 'answered' | 'accepted' | 'resolved' | 'overridden';
      /** while it does, nothing passes */
      readonly blocks: boolean;
      /** RFC 3339 with an offset */
      readonly openedAt: string;
      readonly openedBy: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
    };
  };
  /** Trao đổi quanh một nhận xét / What was said and done about it */
  readonly getAppraisalFindingDiscussion: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        /** a number as text */
        readonly findingId: string;
      };
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly entryId: string;
        /** RFC 3339 with an offset */
        readonly at: string;
        readonly actor: Actor;
        readonly act: string;
        /** a number as text */
        readonly appraisalId?: string;
        /** a number as text */
        readonly findingId?: string;
        readonly from?: string;
        readonly to?: string;
        /** reason, answer, what was said */
        readonly text?: string;
        readonly details: unknown;
      }[];
      readonly next?: string;
    };
  };
  /** Đơn vị soạn giải trình / The answer of who drew it */
  readonly postAppraisalFindingAnswer: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        /** a number as text */
        readonly findingId: string;
      };
      readonly body: {
        readonly text: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly findingId: string;
      /** a number as text */
      readonly appraisalId: string;
      /** the submission that it was found in first */
      readonly round: number;
      readonly source: 'analysis' | 'appraiser';
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'info';
      readonly message: string;
      readonly messageEn: string;
      readonly elements: readonly string[];
      readonly law?: string;
      readonly state: 'open' | 'answered' | 'accepted' | 'resolved' | 'overridden';
      /** while it does, nothing passes */
      readonly blocks: boolean;
      /** RFC 3339 with an offset */
      readonly openedAt: string;
      readonly openedBy: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
    };
  };
  /** Chấp nhận giải trình / The answer is accepted */
  readonly postAppraisalFindingAcceptance: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        /** a number as text */
        readonly findingId: string;
      };
      readonly body: {
        readonly text: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly findingId: string;
      /** a number as text */
      readonly appraisalId: string;
      /** the submission that it was found in first */
      readonly round: number;
      readonly source: 'analysis' | 'appraiser';
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'info';
      readonly message: string;
      readonly messageEn: string;
      readonly elements: readonly string[];
      readonly law?: string;
      readonly state: 'open' | 'answered' | 'accepted' | 'resolved' | 'overridden';
      /** while it does, nothing passes */
      readonly blocks: boolean;
      /** RFC 3339 with an offset */
      readonly openedAt: string;
      readonly openedBy: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
    };
  };
  /** Đã sửa / It was mended */
  readonly postAppraisalFindingResolution: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        /** a number as text */
        readonly findingId: string;
      };
      readonly body: {
        readonly text: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly findingId: string;
      /** a number as text */
      readonly appraisalId: string;
      /** the submission that it was found in first */
      readonly round: number;
      readonly source: 'analysis' | 'appraiser';
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'info';
      readonly message: string;
      readonly messageEn: string;
      readonly elements: readonly string[];
      readonly law?: string;
      readonly state: 'open' | 'answered' | 'accepted' | 'resolved' | 'overridden';
      /** while it does, nothing passes */
      readonly blocks: boolean;
      /** RFC 3339 with an offset */
      readonly openedAt: string;
      readonly openedBy: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
    };
  };
  /** Nêu lại nhận xét / Open it again */
  readonly postAppraisalFindingReopening: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        /** a number as text */
        readonly findingId: string;
      };
      readonly body: {
        readonly text: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly findingId: string;
      /** a number as text */
      readonly appraisalId: string;
      /** the submission that it was found in first */
      readonly round: number;
      readonly source: 'analysis' | 'appraiser';
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'info';
      readonly message: string;
      readonly messageEn: string;
      readonly elements: readonly string[];
      readonly law?: string;
      readonly state: 'open' | 'answered' | 'accepted' | 'resolved' | 'overridden';
      /** while it does, nothing passes */
      readonly blocks: boolean;
      /** RFC 3339 with an offset */
      readonly openedAt: string;
      readonly openedBy: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
    };
  };
  /** Cho qua một lỗi, nêu lý do và chịu trách nhiệm / Let an error pass, with a reason, and answer for it */
  readonly postAppraisalFindingOverride: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        /** a number as text */
        readonly findingId: string;
      };
      readonly body: {
        readonly text: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly findingId: string;
      /** a number as text */
      readonly appraisalId: string;
      /** the submission that it was found in first */
      readonly round: number;
      readonly source: 'analysis' | 'appraiser';
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'info';
      readonly message: string;
      readonly messageEn: string;
      readonly elements: readonly string[];
      readonly law?: string;
      readonly state: 'open' | 'answered' | 'accepted' | 'resolved' | 'overridden';
      /** while it does, nothing passes */
      readonly blocks: boolean;
      /** RFC 3339 with an offset */
      readonly openedAt: string;
      readonly openedBy: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
    };
  };
  /** Góp lời vào nhận xét / Say something about it */
  readonly postAppraisalFindingComments: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        /** a number as text */
        readonly findingId: string;
      };
      readonly body: {
        readonly text: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** a number as text */
      readonly findingId: string;
      /** a number as text */
      readonly appraisalId: string;
      /** the submission that it was found in first */
      readonly round: number;
      readonly source: 'analysis' | 'appraiser';
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'info';
      readonly message: string;
      readonly messageEn: string;
      readonly elements: readonly string[];
      readonly law?: string;
      readonly state: 'open' | 'answered' | 'accepted' | 'resolved' | 'overridden';
      /** while it does, nothing passes */
      readonly blocks: boolean;
      /** RFC 3339 with an offset */
      readonly openedAt: string;
      readonly openedBy: string;
      /** RFC 3339 with an offset */
      readonly updatedAt: string;
    };
  };
  /** Tôi được làm gì, không được làm gì và vì sao; ai đã làm phần việc nào / What the asker may do, what not and why; who had which part */
  readonly getAppraisalDuties: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
    };
    readonly answer: {
      /** of the acts that its state has */
      readonly acts: readonly {
        readonly act:
          'register' | 'submit' | 'withdraw' | 'open' | 'return' | 'pass' | 'approve' | 'sendBack' | 'publish' | 'supersede' | 'repeal';
        readonly may: boolean;
        /** noPermission: no role permits it; otherUnit: it is for positions of other units; hadPart: what they did before excludes it */
        readonly why?: 'noPermission' | 'otherUnit' | 'hadPart';
        /** of hadPart: which */
        readonly parts?: readonly ('designer' | 'appraiser' | 'overrider' | 'approver')[];
      }[];
      readonly findingActs: readonly {
        readonly act: 'answer' | 'accept' | 'resolve' | 'reopen' | 'override' | 'comment';
        readonly may: boolean;
        /** noPermission: no role permits it; otherUnit: it is for positions of other units; hadPart: what they did before excludes it */
        readonly why?: 'noPermission' | 'otherUnit' | 'hadPart';
        /** of hadPart: which */
        readonly parts?: readonly ('designer' | 'appraiser' | 'overrider' | 'approver')[];
      }[];
      readonly persons: readonly {
        readonly part: 'designer' | 'appraiser' | 'overrider' | 'approver';
        readonly login: string;
        readonly name?: string;
        /** RFC 3339 with an offset */
        readonly at: string;
      }[];
    };
  };
  /** Các nội dung thẩm định pháp lý và kết quả / The legal tests and their results */
  readonly getAppraisalChecklist: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
    };
    readonly answer: {
      /** the submission at hand; each is looked at anew */
      readonly round: number;
      readonly items: readonly {
        readonly id: string;
        readonly question: string;
        readonly questionEn: string;
        readonly law?: string;
        /** rules of the checker that bear on it, by the beginning of their ids */
        readonly rules: readonly string[];
        readonly answer?: {
          /** the submission it is about */
          readonly round: number;
          readonly outcome: 'pass' | 'fail' | 'notApplicable';
          readonly remark?: string;
          /** RFC 3339 with an offset */
          readonly at: string;
          readonly by: Actor;
        };
        readonly before?: {
          /** the submission it is about */
          readonly round: number;
          readonly outcome: 'pass' | 'fail' | 'notApplicable';
          readonly remark?: string;
          /** RFC 3339 with an offset */
          readonly at: string;
          readonly by: Actor;
        };
      }[];
    };
  };
  /** Ghi kết quả một nội dung thẩm định pháp lý / The result of a legal test */
  readonly putAppraisalChecklist: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
        readonly test: string;
      };
      readonly body: {
        readonly outcome: 'pass' | 'fail' | 'notApplicable';
        readonly remark?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** the submission at hand; each is looked at anew */
      readonly round: number;
      readonly items: readonly {
        readonly id: string;
        readonly question: string;
        readonly questionEn: string;
        readonly law?: string;
        /** rules of the checker that bear on it, by the beginning of their ids */
        readonly rules: readonly string[];
        readonly answer?: {
          /** the submission it is about */
          readonly round: number;
          readonly outcome: 'pass' | 'fail' | 'notApplicable';
          readonly remark?: string;
          /** RFC 3339 with an offset */
          readonly at: string;
          readonly by: Actor;
        };
        readonly before?: {
          /** the submission it is about */
          readonly round: number;
          readonly outcome: 'pass' | 'fail' | 'notApplicable';
          readonly remark?: string;
          /** RFC 3339 with an offset */
          readonly at: string;
          readonly by: Actor;
        };
      }[];
    };
  };
  /** Trao đổi về từng bước và về cả thủ tục / What was said about its elements and the whole, oldest first */
  readonly getAppraisalComments: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly commentId: string;
        /** RFC 3339 with an offset */
        readonly at: string;
        readonly actor: Actor;
        readonly text: string;
        /** absent: the whole procedure */
        readonly elementId?: string;
        /** submissions until then */
        readonly round: number;
      }[];
      readonly next?: string;
    };
  };
  /** Trao đổi về một bước hoặc cả thủ tục / Say something about an element or the whole */
  readonly postAppraisalComments: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly appraisalId: string;
      };
      readonly body: {
        readonly text: string;
        readonly elementId?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: undefined;
  };
  /** Cách thẩm định ở đây / How appraisals run here; ETag is its number */
  readonly getAppraisalSettings: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      /** from submission until it is passed or returned */
      readonly dueWorkingDays: number;
      readonly calendarUnit?: string;
      /** whose reviewers appraise: Justice, the Office …; empty: all reviewers */
      readonly reviewUnits: readonly string[];
      /** whose approvers approve and publish; empty: all approvers */
      readonly approveUnits: readonly string[];
      /** percent */
      readonly coverageTarget: number;
    };
  };
  /** Đặt cách thẩm định; hạn đã tính giữ nguyên / Set how they run; time limits already counted stay */
  readonly putAppraisalSettings: {
    readonly input: {
      readonly body: {
        /** from submission until it is passed or returned */
        readonly dueWorkingDays: number;
        readonly calendarUnit?: string;
        /** whose reviewers appraise: Justice, the Office …; empty: all reviewers */
        readonly reviewUnits: readonly string[];
        /** whose approvers approve and publish; empty: all approvers */
        readonly approveUnits: readonly string[];
        /** percent */
        readonly coverageTarget: number;
      };
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: undefined;
  };
  /** Các quyết định, mới nhất trước / Decisions, the newest first */
  readonly getDecisions: {
    readonly input: {
      readonly query?: {
        readonly processKey?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly decisionId: string;
        /** approval, repeal; without an authority: installed (came with the program), direct, earlier (before there was an appraisal) */
        readonly kind: string;
        /** a number as text */
        readonly appraisalId?: string;
        /** a number as text */
        readonly versionId?: string;
        readonly processKey?: string;
        readonly version?: number;
        readonly name?: string;
        readonly number?: string;
        readonly date?: string;
        readonly note?: string;
        /** RFC 3339 with an offset */
        readonly at: string;
        readonly by: Actor;
        readonly effectiveDate?: string;
      }[];
      readonly next?: string;
    };
  };
  /** Bãi bỏ một phiên bản chưa từng thẩm định tại đây / Repeal a version that was never appraised here; others by their appraisal */
  readonly postProcedureVersionRepeal: {
    readonly input: {
      readonly params: {
        readonly processKey: string;
        readonly version: number;
      };
      readonly body: {
        /** one line */
        readonly number: string;
        readonly date: string;
        readonly effectiveDate: string;
        readonly note?: string;
      };
    };
    readonly answer: undefined;
  };
  /** Danh mục thủ tục / The catalogue, by code */
  readonly getCatalogue: {
    readonly input: {
      readonly query?: {
        readonly department?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly code: string;
        readonly name: string;
        /** unit */
        readonly department: string;
        readonly field?: string;
        /** must be in use */
        readonly mandatory: boolean;
        readonly excludedReason?: string;
        readonly excludedDecision?: string;
        /** RFC 3339 with an offset */
        readonly updatedAt: string;
        readonly updatedBy: Actor;
      }[];
      readonly next?: string;
    };
  };
  /** Ghi một thủ tục vào danh mục / Enter or change a procedure of the catalogue */
  readonly putCatalogue: {
    readonly input: {
      readonly params: {
        /** national code, `1.001122` */
        readonly code: string;
      };
      readonly body: {
        readonly name: string;
        /** unit */
        readonly department: string;
        readonly field?: string;
        /** must be in use */
        readonly mandatory: boolean;
        readonly excludedReason?: string;
        readonly excludedDecision?: string;
      };
    };
    readonly answer: undefined;
  };
  /** Bỏ một thủ tục khỏi danh mục / Take a procedure off the catalogue */
  readonly deleteCatalogue: {
    readonly input: {
      readonly params: {
        /** national code, `1.001122` */
        readonly code: string;
      };
    };
    readonly answer: undefined;
  };
  /** Tỷ lệ thủ tục đã đưa vào thực hiện theo từng sở / How much of the catalogue is in use, by department */
  readonly getReportsCoverage: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      /** percent */
      readonly target: number;
      readonly items: readonly {
        readonly department: string;
        /** of the catalogue, without those excluded */
        readonly counted: number;
        /** of them, published and in force */
        readonly published: number;
        readonly excluded: number;
        /** percent, rounded down to a tenth */
        readonly share?: number;
        readonly reachesTarget: boolean;
        readonly missingToTarget: number;
        readonly mandatoryMissing: readonly {
          readonly code: string;
          readonly name: string;
        }[];
      }[];
      readonly total: {
        /** of the catalogue, without those excluded */
        readonly counted: number;
        /** of them, published and in force */
        readonly published: number;
        readonly excluded: number;
        /** percent, rounded down to a tenth */
        readonly share?: number;
        readonly reachesTarget: boolean;
        readonly missingToTarget: number;
        readonly mandatoryMissing: number;
      };
      /** in use, and in no catalogue: codes */
      readonly unlisted: readonly string[];
    };
  };
  /** Việc tự động chưa xong, chờ lâu nhất đứng trước / Jobs that are not done, those first that have waited longest */
  readonly getJobs: {
    readonly input: {
      readonly query?: {
        readonly type?: string;
        /** available: the next worker gets it; locked: a worker has it; waiting: after a failure, until its pause is over; failed: no tries are left, the dossier has an incident */
        readonly state?: 'available' | 'locked' | 'waiting' | 'failed';
        readonly unit?: readonly string[];
        /** this unit or one below it */
        readonly department?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly processKey?: string;
        readonly elementKey: string;
        readonly elementId: string;
        /** of the activity */
        readonly name?: string;
        readonly type: string;
        /** available: the next worker gets it; locked: a worker has it; waiting: after a failure, until its pause is over; failed: no tries are left, the dossier has an incident */
        readonly state: 'available' | 'locked' | 'waiting' | 'failed';
        readonly unit?: string;
        readonly department?: string;
        readonly desk?: string;
        /** tries left */
        readonly retries: number;
        /** RFC 3339 with an offset */
        readonly availableAt: string;
        /** that has it */
        readonly worker?: string;
        /** RFC 3339 with an offset */
        readonly lockedUntil?: string;
        /** what the last worker said that failed */
        readonly error?: string;
        /** its dossier is suspended: no worker gets it now */
        readonly suspended: boolean;
      }[];
      readonly next?: string;
    };
  };
  /** Lấy việc tự động để làm; có thể chờ / Activate jobs of a type; waits for the first when there is none */
  readonly postJobsActivation: {
    readonly input: {
      readonly body: {
        readonly type: string;
        /** name of the worker, for people to see */
        readonly worker: string;
        readonly most?: number;
        readonly lockMs?: number;
        readonly waitMs?: number;
      };
    };
    readonly answer: {
      readonly jobs: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly elementKey: string;
        readonly elementId: string;
        readonly type: string;
        readonly retries: number;
        /** goes with everything that is done about the job */
        readonly lockToken: string;
        /** RFC 3339 with an offset */
        readonly lockedUntil: string;
        /** what the element sees; personal data are references */
        readonly variables: Readonly<Record<string, unknown>>;
      }[];
    };
  };
  /** Việc tự động đã xong / The job is done */
  readonly postJobCompletion: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
      readonly body: {
        readonly lockToken: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: Accepted;
  };
  /** Việc tự động thất bại / The job failed; without retries left the dossier has an incident */
  readonly postJobFailure: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
      readonly body: {
        readonly lockToken: string;
        /** left from now on */
        readonly retries: number;
        readonly reason?: string;
        /** nobody gets it before */
        readonly backOffMs?: number;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: Accepted;
  };
  /** Kết thúc việc bằng lỗi nghiệp vụ (BPMN error) / End it by a BPMN error, which the model catches */
  readonly postJobError: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
      readonly body: {
        readonly lockToken: string;
        readonly code?: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: Accepted;
  };
  /** Giữ việc lâu hơn / More time for the job */
  readonly putJobLock: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** of an active element: `appraise#1`; in a path `#` is %23 */
        readonly elementKey: string;
      };
      readonly body: {
        readonly lockToken: string;
        readonly lockMs: number;
      };
    };
    readonly answer: {
      /** RFC 3339 with an offset */
      readonly lockedUntil: string;
    };
  };
  /** Thông điệp còn giữ, chưa ai nhận / Messages that are kept, which nobody has taken yet; without what they carry */
  readonly getMessages: {
    readonly input: {
      readonly query?: {
        readonly name?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly number: string;
        readonly name: string;
        /** as JSON; absent: for whoever waits for the name */
        readonly correlationKey?: string;
        /** what its sender called it */
        readonly id?: string;
        /** RFC 3339 with an offset */
        readonly publishedAt: string;
        /** RFC 3339 with an offset */
        readonly expiresAt: string;
        /** how often somebody who takes it was looked for in vain */
        readonly tries: number;
        /** RFC 3339 with an offset */
        readonly nextTryAt?: string;
        /** the dossier that threw it; absent: it came from outside */
        readonly thrownBy?: string;
      }[];
      readonly next?: string;
    };
  };
  /** Gửi thông điệp tới hồ sơ đang chờ / Publish a message: taken by exactly one dossier, the longest waiting */
  readonly postMessages: {
    readonly input: {
      readonly body: {
        readonly name: string;
        /** as the waiting element has it; of a key of several properties all of them by name, in any order; absent: read in the variables if the procedure says where, else for whoever waits for the name */
        readonly correlationKey?: string | number | boolean | Readonly<Record<string, string | number | boolean | null>>;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** counts once, whoever sends it, as long as the first is kept; absent: the Idempotency-Key */
        readonly id?: string;
        /** how long it is kept for somebody who waits; 30 days */
        readonly timeToLiveMs?: number;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** false: a message of this id is known already */
      readonly kept: boolean;
    };
  };
  /** Báo dữ kiện để xét điều kiện mở đầu của các quy trình / Tell facts, over which the start conditions of procedures are asked */
  readonly postConditions: {
    readonly input: {
      readonly body: {
        /** names and JSON values */
        readonly facts: Variables;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** dossiers that start */
      readonly starting: number;
      /** conditions that could not be evaluated over these facts */
      readonly failed: readonly {
        readonly versionId: string;
        readonly elementId: string;
        readonly message: string;
        readonly messageEn: string;
      }[];
    };
  };
  /** Phát tín hiệu tới mọi hồ sơ đang chờ / Broadcast a signal to everybody who waits for it now */
  readonly postSignals: {
    readonly input: {
      readonly body: {
        readonly name: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      /** false: it was thrown with this Idempotency-Key before */
      readonly thrown: boolean;
    };
  };
  /** Cảnh báo còn hiệu lực, mới nhất đứng trước / Flags raised and not withdrawn, the latest first */
  readonly getFlags: {
    readonly input: {
      readonly query?: {
        readonly unit?: readonly string[];
        /** this unit or one below it */
        readonly department?: string;
        readonly flag?: readonly (
          'stepAtRisk' | 'stepOverBudget' | 'handOffUnclaimed' | 'dossierAtRisk' | 'apologyDue' | 'dossierOverdue'
        )[];
        /** RFC 3339 with an offset */
        readonly since?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly flag: string;
        readonly elementKey?: string;
        readonly elementId?: string;
        /** of the activity; absent for flags about the dossier */
        readonly name?: string;
        readonly epoch: number;
        /** RFC 3339 with an offset */
        readonly at: string;
        /** RFC 3339 with an offset */
        readonly raisedAt: string;
        /** RFC 3339 with an offset */
        readonly withdrawnAt?: string;
        readonly unit?: string;
        readonly department?: string;
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        readonly budgetMinutes?: number;
        readonly usedMinutes?: number;
        readonly usedShare?: number;
        readonly deadlineShare?: number;
        readonly overByMinutes?: number;
      }[];
      readonly next?: string;
    };
  };
  /** Sự cố chưa xử lý, cũ nhất đứng trước / Incidents that are not resolved, oldest first */
  readonly getIncidents: {
    readonly input: {
      readonly query?: {
        readonly code?: string;
        readonly elementId?: string;
        readonly processKey?: string;
        readonly versionIds?: readonly string[];
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly processKey?: string;
        /** absent for ENGINE_FAILED, which the engine tries again by itself */
        readonly key?: string;
        readonly code: string;
        readonly elementId?: string;
        readonly name?: string;
        readonly message: string;
        readonly messageEn: string;
        /** RFC 3339 with an offset */
        readonly raisedAt: string;
        readonly attempts?: number;
        readonly error?: string;
      }[];
      readonly next?: string;
    };
  };
  /** Cho nhiều hồ sơ chạy tiếp; mỗi sự cố một kết quả / Resolve several incidents; an answer for each */
  readonly postIncidentsBulk: {
    readonly input: {
      readonly body: {
        readonly items: readonly {
          /** a number as text */
          readonly dossierId: string;
          readonly key: string;
        }[];
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly key: string;
        readonly status: number;
        readonly revision?: number;
        readonly problem?: {
          readonly type: string;
          readonly title: string;
          readonly status: number;
          readonly code: string;
          readonly detail: string;
          readonly instance: string;
          readonly requestId: string;
          readonly errors?: readonly {
            readonly pointer: string;
            readonly code: string;
            readonly detail: string;
          }[];
        };
      }[];
    };
  };
  /** Cho chạy tiếp; có thể sửa biến trước / Try again what stood still, with variables put right before */
  readonly postIncidentResolution: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        readonly key: string;
      };
      readonly body: {
        readonly reason?: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** whose variables; absent: those of the first process */
        readonly scope?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: Accepted;
  };
  /** Thử lại ngay việc hệ thống chưa làm được / ENGINE_FAILED: try the due work now rather than later */
  readonly postIncidentRetry: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: Readonly<Record<string, unknown>>;
    };
    readonly answer: {
      /** a number as text */
      readonly dossierId: string;
    };
  };
  /** Các lịch làm việc / The calendars there are */
  readonly getCalendars: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      readonly items: readonly {
        readonly id: string;
        readonly name?: string;
        readonly inherits?: string;
        /** of every unit that has and inherits none */
        readonly isDefault: boolean;
        /** that name it; those below them have it too */
        readonly units: readonly string[];
      }[];
    };
  };
  /** Ngày lễ, nghỉ bù, làm bù của một năm / The days of a year that differ from the week */
  readonly getCalendarYear: {
    readonly input: {
      readonly params: {
        readonly calendarId: string;
        readonly year: number;
      };
    };
    readonly answer: {
      readonly calendarId: string;
      readonly year: number;
      readonly provisional: boolean;
      readonly days: readonly {
        readonly date: string;
        /** holiday, compensation, makeUp, halfDay, closure */
        readonly kind: string;
        readonly name?: string;
        readonly notice?: string;
        readonly source?: string;
        readonly confidence?: string;
        readonly hours: readonly string[];
      }[];
    };
  };
  /** Bao giờ đến hạn, và vì sao / When it is due, and why */
  readonly getDueDates: {
    readonly input: {
      readonly query: {
        /** RFC 3339 with an offset */
        readonly start: string;
        readonly value: number;
        readonly unit: 'workingDay' | 'calendarDay' | 'workingHour';
        /** legal: whole days, an appointment; budget: working time from arrival, a step */
        readonly count: 'legal' | 'budget';
        readonly calendarId?: string;
        /** the unit whose calendar counts; absent with calendarId: the default one */
        readonly department?: string;
        readonly after15?: 'handoverOnly' | 'shiftStart';
        readonly extraWorkingDays?: number;
        readonly usedMinutes?: number;
        /** RFC 3339 with an offset */
        readonly notAfter?: string;
      };
    };
    readonly answer: {
      readonly calendarId: string;
      /** RFC 3339 with an offset */
      readonly dueAt: string;
      readonly dueDate: string;
      readonly countedFrom?: string;
      /** a notice of holidays is not known yet */
      readonly provisional: boolean;
      readonly reasons: readonly {
        readonly message: string;
        readonly messageEn: string;
      }[];
      /** between start and end */
      readonly days: readonly {
        readonly date: string;
        /** holiday, compensation, makeUp, halfDay, closure */
        readonly kind: string;
        readonly name?: string;
        readonly notice?: string;
        readonly source?: string;
        readonly confidence?: string;
        readonly hours: readonly string[];
      }[];
    };
  };
  /** Hồ sơ trước hạn, đúng hạn, quá hạn / Dossiers that ended early, on time, late */
  readonly getReportsDossiers: {
    readonly input: {
      readonly query: {
        readonly by: 'procedure' | 'department' | 'month' | 'day';
        /** this instant or later */
        readonly from: string;
        /** before this instant */
        readonly to: string;
        /** this unit or one below it */
        readonly department?: string;
        readonly processKey?: string;
        readonly versionIds?: readonly string[];
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly key?: string;
        readonly name?: string;
        readonly early: number;
        readonly onTime: number;
        readonly late: number;
        /** percent, together 100.0 */
        readonly shares: {
          readonly early: number;
          readonly onTime: number;
          readonly late: number;
        };
        readonly withoutAppointment: number;
        readonly cancelled: number;
        readonly withdrawn: number;
      }[];
      readonly next?: string;
      /** of all rows, on whatever page */
      readonly total: {
        readonly early: number;
        readonly onTime: number;
        readonly late: number;
        /** percent, together 100.0 */
        readonly shares: {
          readonly early: number;
          readonly onTime: number;
          readonly late: number;
        };
        readonly withoutAppointment: number;
        readonly cancelled: number;
        readonly withdrawn: number;
      };
    };
  };
  /** Bước trong và quá thời gian giao, theo đơn vị hoặc cán bộ / Steps within and over their budgets, by unit or officer */
  readonly getReportsSteps: {
    readonly input: {
      readonly query: {
        readonly by: 'unit' | 'officer';
        /** this instant or later */
        readonly from: string;
        /** before this instant */
        readonly to: string;
        /** this unit or one below it */
        readonly department?: string;
        readonly holder?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly key?: string;
        readonly name?: string;
        readonly within: number;
        readonly over: number;
        /** percent, together 100.0 */
        readonly shares: {
          readonly within: number;
          readonly over: number;
        };
        readonly withoutBudget: number;
        readonly interrupted: number;
      }[];
      readonly next?: string;
      /** of all rows, on whatever page */
      readonly total: {
        readonly within: number;
        readonly over: number;
        /** percent, together 100.0 */
        readonly shares: {
          readonly within: number;
          readonly over: number;
        };
        readonly withoutBudget: number;
        readonly interrupted: number;
      };
    };
  };
  /** Hồ sơ trễ và nơi mất thời gian / Late dossiers and where their time was lost: open ones, longest overdue first, then ended ones */
  readonly getReportsLateDossiers: {
    readonly input: {
      readonly query: {
        /** this instant or later */
        readonly from: string;
        /** before this instant */
        readonly to: string;
        /** this unit or one below it */
        readonly department?: string;
        readonly processKey?: string;
        readonly versionIds?: readonly string[];
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly code?: string;
        readonly groupId?: string;
        /** a number as text */
        readonly versionId: string;
        readonly processKey?: string;
        readonly procedureName?: string;
        readonly status: string;
        readonly outcome?: string;
        readonly department?: string;
        /** RFC 3339 with an offset */
        readonly startedAt: string;
        /** RFC 3339 with an offset */
        readonly lastAt: string;
        /** RFC 3339 with an offset */
        readonly endedAt?: string;
        /** RFC 3339 with an offset */
        readonly finishedAt?: string;
        /** working minutes from the appointment to when it was finished, its clock stopped, or now */
        readonly lateByMinutes?: number;
        /** RFC 3339 with an offset */
        readonly appointmentDueAt?: string;
        /** RFC 3339 with an offset */
        readonly forecastAt?: string;
        /** RFC 3339 with an offset */
        readonly standsSince?: string;
        readonly forecastMisses: boolean;
        readonly result?: string;
        readonly lost:
          | 'notDecided'
          | {
              readonly elementKey: string;
              readonly elementId: string;
              readonly name?: string;
              readonly unit?: string;
              readonly department?: string;
              readonly holder?: string;
              /** RFC 3339 with an offset */
              readonly dueAt?: string;
              readonly overByMinutes: number;
            };
      }[];
      readonly next?: string;
    };
  };
  /** Nơi mất thời gian của một phiên bản: từng bước và giữa các sở, qua các hồ sơ kết thúc gần đây / Where the last ended dossiers of a version lost their time: in its steps and between departments */
  readonly getReportsHeat: {
    readonly input: {
      readonly query: {
        /** a number as text */
        readonly versionId: string;
        /** how many dossiers; 200 */
        readonly last?: number;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly versionId: string;
      /** that it rests on */
      readonly dossiers: number;
      /** RFC 3339 with an offset */
      readonly from?: string;
      /** RFC 3339 with an offset */
      readonly to?: string;
      /** of them, finished after the appointment */
      readonly late: number;
      /** where most was lost first */
      readonly steps: readonly {
        readonly elementId: string;
        readonly name?: string;
        /** finished */
        readonly visits: number;
        /** of them, after the due instant */
        readonly over: number;
        readonly medianUsedMinutes?: number;
        readonly p90UsedMinutes?: number;
        readonly budgetMinutes?: number;
        /** by which all visits together were over */
        readonly lostMinutes: number;
        /** of what all steps lost, 0 to 1 */
        readonly lostShare: number;
        readonly openNow: number;
        readonly openLate: number;
      }[];
      /** between departments */
      readonly passages: readonly {
        readonly fromUnit: string;
        readonly toUnit: string;
        readonly count: number;
        /** working minutes between sending and taking up */
        readonly medianWaitedMinutes: number;
        readonly p90WaitedMinutes: number;
        readonly returned: number;
      }[];
    };
  };
  /** Nộp tài liệu: thân là chính tệp; đã có thì trả 200 với bản đã có / Add a document: the body is the file itself; 200 with the known one if it is there already */
  readonly postDossierDocuments: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly query: {
        /** one line */
        readonly name: string;
        /** one line */
        readonly kind: string;
        /** one line */
        readonly number?: string;
        /** one line */
        readonly issuer?: string;
        readonly issuedDate?: string;
      };
      readonly body: Uint8Array;
    };
    readonly answer: {
      readonly document: {
        /** a number as text */
        readonly dossierId: string;
        /** a number as text */
        readonly documentId: string;
        readonly sha256: string;
        readonly sizeBytes: number;
        readonly mediaType: string;
        readonly name: string;
        readonly kind: string;
        readonly number?: string;
        readonly issuer?: string;
        readonly issuedDate?: string;
        /** RFC 3339 with an offset */
        readonly uploadedAt: string;
        readonly uploadedBy: {
          readonly login: string;
          readonly name: string;
        };
      };
      readonly duplicates: readonly {
        /** a number as text */
        readonly dossierId: string;
        /** a number as text */
        readonly documentId: string;
        readonly sha256: string;
        readonly sizeBytes: number;
        readonly mediaType: string;
        readonly name: string;
        readonly kind: string;
        readonly number?: string;
        readonly issuer?: string;
        readonly issuedDate?: string;
        /** RFC 3339 with an offset */
        readonly uploadedAt: string;
        readonly uploadedBy: {
          readonly login: string;
          readonly name: string;
        };
        readonly same: readonly ('content' | 'number')[];
      }[];
    };
  };
  /** Tài liệu của hồ sơ / Its documents */
  readonly getDossierDocuments: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        /** a number as text */
        readonly documentId: string;
        readonly sha256: string;
        readonly sizeBytes: number;
        readonly mediaType: string;
        readonly name: string;
        readonly kind: string;
        readonly number?: string;
        readonly issuer?: string;
        readonly issuedDate?: string;
        /** RFC 3339 with an offset */
        readonly uploadedAt: string;
        readonly uploadedBy: {
          readonly login: string;
          readonly name: string;
        };
      }[];
    };
  };
  /** Một tài liệu: thông tin và các bản trùng / One document: what it is, and which others are the same */
  readonly getDossierDocument: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** a number as text */
        readonly documentId: string;
      };
    };
    readonly answer: {
      readonly document: {
        /** a number as text */
        readonly dossierId: string;
        /** a number as text */
        readonly documentId: string;
        readonly sha256: string;
        readonly sizeBytes: number;
        readonly mediaType: string;
        readonly name: string;
        readonly kind: string;
        readonly number?: string;
        readonly issuer?: string;
        readonly issuedDate?: string;
        /** RFC 3339 with an offset */
        readonly uploadedAt: string;
        readonly uploadedBy: {
          readonly login: string;
          readonly name: string;
        };
      };
      readonly duplicates: readonly {
        /** a number as text */
        readonly dossierId: string;
        /** a number as text */
        readonly documentId: string;
        readonly sha256: string;
        readonly sizeBytes: number;
        readonly mediaType: string;
        readonly name: string;
        readonly kind: string;
        readonly number?: string;
        readonly issuer?: string;
        readonly issuedDate?: string;
        /** RFC 3339 with an offset */
        readonly uploadedAt: string;
        readonly uploadedBy: {
          readonly login: string;
          readonly name: string;
        };
        readonly same: readonly ('content' | 'number')[];
      }[];
    };
  };
  /** Tải tài liệu; việc đọc được ghi lại / The file; reading it is logged */
  readonly getDossierDocumentContent: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** a number as text */
        readonly documentId: string;
      };
    };
    readonly answer: Response;
  };
  /** Gỡ tài liệu nộp nhầm; việc gỡ được ghi lại / Remove a document that was added by mistake; it is logged */
  readonly deleteDossierDocument: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
        /** a number as text */
        readonly documentId: string;
      };
      readonly query: {
        readonly reason: string;
      };
    };
    readonly answer: undefined;
  };
  /** Tìm tài liệu theo nội dung (SHA-256) hoặc số hiệu và nơi cấp / Find documents by content (SHA-256) or by number and issuer */
  readonly getDocuments: {
    readonly input: {
      readonly query?: {
        readonly sha256?: string;
        /** one line */
        readonly number?: string;
        /** one line */
        readonly issuer?: string;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        /** a number as text */
        readonly documentId: string;
        readonly sha256: string;
        readonly sizeBytes: number;
        readonly mediaType: string;
        readonly name: string;
        readonly kind: string;
        readonly number?: string;
        readonly issuer?: string;
        readonly issuedDate?: string;
        /** RFC 3339 with an offset */
        readonly uploadedAt: string;
        readonly uploadedBy: {
          readonly login: string;
          readonly name: string;
        };
        readonly same: readonly ('content' | 'number')[];
      }[];
    };
  };
  /** Sự kiện sau một vị trí, không sót; "next" là vị trí để đọc tiếp / Events after a place, without gaps; "next" is the place to read on from, also when nothing was for you */
  readonly getEvents: {
    readonly input: {
      readonly query?: {
        /** a place in the feed, as an answer gave it */
        readonly after?: string;
        /** commands looked at, each with all its events; 100 */
        readonly limit?: number;
        readonly types?: readonly (
          | 'dossierStarted'
          | 'dossierEnded'
          | 'endingDecided'
          | 'dossierModified'
          | 'dossierMigrated'
          | 'tokenRemoved'
          | 'dossierSuspended'
          | 'dossierResumed'
          | 'scopeOpened'
          | 'scopeClosing'
          | 'scopeCleared'
          | 'scopeClosed'
          | 'variablesSet'
          | 'flowTaken'
          | 'elementPassed'
          | 'gatewayReset'
          | 'elementActivated'
          | 'elementCompleted'
          | 'elementInterrupted'
          | 'elementSkipped'
          | 'roundStarted'
          | 'roundEnded'
          | 'roundsCompleted'
          | 'subscribed'
          | 'unsubscribed'
          | 'timerPlanned'
          | 'triggered'
          | 'triggerKept'
          | 'conditionChanged'
          | 'messageThrown'
          | 'messageBuffered'
          | 'messageTaken'
          | 'signalThrown'
          | 'errorThrown'
          | 'escalationThrown'
          | 'compensationKept'
          | 'compensationThrown'
          | 'compensationNested'
          | 'transactionCancelled'
          | 'jobFailed'
          | 'incidentRaised'
          | 'incidentResolved'
          | 'stepChanged'
          | 'handOffChanged'
          | 'correctionOpened'
          | 'correctionClosed'
          | 'clockChanged'
          | 'flagRaised'
          | 'flagWithdrawn'
        )[];
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly specversion: '1.0';
        /** the same wherever and however often the event is told */
        readonly id: string;
        readonly source: string;
        /** "vn.taicho.<event>.v1" */
        readonly type: string;
        /** id of the dossier */
        readonly subject: string;
        /** RFC 3339 with an offset */
        readonly time: string;
        readonly datacontenttype: 'application/json';
        readonly data: {
          readonly dossierId: string;
          readonly revision: number;
          readonly number: number;
          readonly command: string;
          readonly actor: unknown;
          /** RFC 3339 with an offset */
          readonly occurredAt?: string;
          readonly event: unknown;
        };
      }[];
      /** a place in the feed, as an answer gave it */
      readonly next?: string;
      readonly more: boolean;
    };
  };
  /** Nghe sự kiện (SSE): từ Last-Event-ID hoặc "after", nếu không thì từ bây giờ / Listen to events (server-sent events): from Last-Event-ID or "after" on, else from now on */
  readonly getEventsStream: {
    readonly input: {
      readonly query?: {
        /** a place in the feed, as an answer gave it */
        readonly after?: string;
        readonly types?: readonly (
          | 'dossierStarted'
          | 'dossierEnded'
          | 'endingDecided'
          | 'dossierModified'
          | 'dossierMigrated'
          | 'tokenRemoved'
          | 'dossierSuspended'
          | 'dossierResumed'
          | 'scopeOpened'
          | 'scopeClosing'
          | 'scopeCleared'
          | 'scopeClosed'
          | 'variablesSet'
          | 'flowTaken'
          | 'elementPassed'
          | 'gatewayReset'
          | 'elementActivated'
          | 'elementCompleted'
          | 'elementInterrupted'
          | 'elementSkipped'
          | 'roundStarted'
          | 'roundEnded'
          | 'roundsCompleted'
          | 'subscribed'
          | 'unsubscribed'
          | 'timerPlanned'
          | 'triggered'
          | 'triggerKept'
          | 'conditionChanged'
          | 'messageThrown'
          | 'messageBuffered'
          | 'messageTaken'
          | 'signalThrown'
          | 'errorThrown'
          | 'escalationThrown'
          | 'compensationKept'
          | 'compensationThrown'
          | 'compensationNested'
          | 'transactionCancelled'
          | 'jobFailed'
          | 'incidentRaised'
          | 'incidentResolved'
          | 'stepChanged'
          | 'handOffChanged'
          | 'correctionOpened'
          | 'correctionClosed'
          | 'clockChanged'
          | 'flagRaised'
          | 'flagWithdrawn'
        )[];
      };
    };
    readonly answer: Response;
  };
  /** Nghe sự kiện của một hồ sơ (SSE), dành cho ai xem được hồ sơ / Listen to the events of one dossier (server-sent events), for whoever sees it */
  readonly getDossierStream: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly query?: {
        /** a place in the feed, as an answer gave it */
        readonly after?: string;
      };
    };
    readonly answer: Response;
  };
  /** Danh mục sự kiện / The catalogue of events */
  readonly getEventTypes: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      readonly items: readonly {
        readonly event: string;
        readonly type: string;
        readonly meaning: string;
        readonly meaningEn: string;
      }[];
    };
  };
  /** Tạo webhook; khóa bí mật chỉ hiện một lần / Create a webhook; its secret is shown this once */
  readonly postWebhooks: {
    readonly input: {
      readonly body: {
        /** one line */
        readonly name: string;
        readonly url: string;
        /** empty: all */
        readonly eventTypes?: readonly (
          | 'dossierStarted'
          | 'dossierEnded'
          | 'endingDecided'
          | 'dossierModified'
          | 'dossierMigrated'
          | 'tokenRemoved'
          | 'dossierSuspended'
          | 'dossierResumed'
          | 'scopeOpened'
          | 'scopeClosing'
          | 'scopeCleared'
          | 'scopeClosed'
          | 'variablesSet'
          | 'flowTaken'
          | 'elementPassed'
          | 'gatewayReset'
          | 'elementActivated'
          | 'elementCompleted'
          | 'elementInterrupted'
          | 'elementSkipped'
          | 'roundStarted'
          | 'roundEnded'
          | 'roundsCompleted'
          | 'subscribed'
          | 'unsubscribed'
          | 'timerPlanned'
          | 'triggered'
          | 'triggerKept'
          | 'conditionChanged'
          | 'messageThrown'
          | 'messageBuffered'
          | 'messageTaken'
          | 'signalThrown'
          | 'errorThrown'
          | 'escalationThrown'
          | 'compensationKept'
          | 'compensationThrown'
          | 'compensationNested'
          | 'transactionCancelled'
          | 'jobFailed'
          | 'incidentRaised'
          | 'incidentResolved'
          | 'stepChanged'
          | 'handOffChanged'
          | 'correctionOpened'
          | 'correctionClosed'
          | 'clockChanged'
          | 'flagRaised'
          | 'flagWithdrawn'
        )[];
        /** one line */
        readonly unit?: string;
      };
    };
    readonly answer: {
      readonly webhook: {
        /** a number as text */
        readonly webhookId: string;
        readonly name: string;
        readonly url: string;
        /** empty: all */
        readonly eventTypes: readonly (
          | 'dossierStarted'
          | 'dossierEnded'
          | 'endingDecided'
          | 'dossierModified'
          | 'dossierMigrated'
          | 'tokenRemoved'
          | 'dossierSuspended'
          | 'dossierResumed'
          | 'scopeOpened'
          | 'scopeClosing'
          | 'scopeCleared'
          | 'scopeClosed'
          | 'variablesSet'
          | 'flowTaken'
          | 'elementPassed'
          | 'gatewayReset'
          | 'elementActivated'
          | 'elementCompleted'
          | 'elementInterrupted'
          | 'elementSkipped'
          | 'roundStarted'
          | 'roundEnded'
          | 'roundsCompleted'
          | 'subscribed'
          | 'unsubscribed'
          | 'timerPlanned'
          | 'triggered'
          | 'triggerKept'
          | 'conditionChanged'
          | 'messageThrown'
          | 'messageBuffered'
          | 'messageTaken'
          | 'signalThrown'
          | 'errorThrown'
          | 'escalationThrown'
          | 'compensationKept'
          | 'compensationThrown'
          | 'compensationNested'
          | 'transactionCancelled'
          | 'jobFailed'
          | 'incidentRaised'
          | 'incidentResolved'
          | 'stepChanged'
          | 'handOffChanged'
          | 'correctionOpened'
          | 'correctionClosed'
          | 'clockChanged'
          | 'flagRaised'
          | 'flagWithdrawn'
        )[];
        readonly unit?: string;
        /** RFC 3339 with an offset */
        readonly createdAt: string;
        readonly createdBy: string;
        /** RFC 3339 with an offset */
        readonly disabledAt?: string;
        readonly disabledReason?: 'byHand' | 'gone';
        /** whose rights it has: who created it, or enabled it last */
        readonly owner: string;
        /** nothing is sent while the owner is gone or may not have it told any more; whoever may enables it again in their own name */
        readonly suspendedReason?: 'ownerGone' | 'ownerWithoutRight';
      };
      /** "whsec_" and the key in base64, as Standard Webhooks has it; shown this once */
      readonly secret: string;
    };
  };
  /** Danh sách webhook / Webhooks */
  readonly getWebhooks: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly webhookId: string;
        readonly name: string;
        readonly url: string;
        /** empty: all */
        readonly eventTypes: readonly (
          | 'dossierStarted'
          | 'dossierEnded'
          | 'endingDecided'
          | 'dossierModified'
          | 'dossierMigrated'
          | 'tokenRemoved'
          | 'dossierSuspended'
          | 'dossierResumed'
          | 'scopeOpened'
          | 'scopeClosing'
          | 'scopeCleared'
          | 'scopeClosed'
          | 'variablesSet'
          | 'flowTaken'
          | 'elementPassed'
          | 'gatewayReset'
          | 'elementActivated'
          | 'elementCompleted'
          | 'elementInterrupted'
          | 'elementSkipped'
          | 'roundStarted'
          | 'roundEnded'
          | 'roundsCompleted'
          | 'subscribed'
          | 'unsubscribed'
          | 'timerPlanned'
          | 'triggered'
          | 'triggerKept'
          | 'conditionChanged'
          | 'messageThrown'
          | 'messageBuffered'
          | 'messageTaken'
          | 'signalThrown'
          | 'errorThrown'
          | 'escalationThrown'
          | 'compensationKept'
          | 'compensationThrown'
          | 'compensationNested'
          | 'transactionCancelled'
          | 'jobFailed'
          | 'incidentRaised'
          | 'incidentResolved'
          | 'stepChanged'
          | 'handOffChanged'
          | 'correctionOpened'
          | 'correctionClosed'
          | 'clockChanged'
          | 'flagRaised'
          | 'flagWithdrawn'
        )[];
        readonly unit?: string;
        /** RFC 3339 with an offset */
        readonly createdAt: string;
        readonly createdBy: string;
        /** RFC 3339 with an offset */
        readonly disabledAt?: string;
        readonly disabledReason?: 'byHand' | 'gone';
        /** whose rights it has: who created it, or enabled it last */
        readonly owner: string;
        /** nothing is sent while the owner is gone or may not have it told any more; whoever may enables it again in their own name */
        readonly suspendedReason?: 'ownerGone' | 'ownerWithoutRight';
      }[];
    };
  };
  /** Một webhook / One webhook */
  readonly getWebhook: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly webhookId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly webhookId: string;
      readonly name: string;
      readonly url: string;
      /** empty: all */
      readonly eventTypes: readonly (
        | 'dossierStarted'
        | 'dossierEnded'
        | 'endingDecided'
        | 'dossierModified'
        | 'dossierMigrated'
        | 'tokenRemoved'
        | 'dossierSuspended'
        | 'dossierResumed'
        | 'scopeOpened'
        | 'scopeClosing'
        | 'scopeCleared'
        | 'scopeClosed'
        | 'variablesSet'
        | 'flowTaken'
        | 'elementPassed'
        | 'gatewayReset'
        | 'elementActivated'
        | 'elementCompleted'
        | 'elementInterrupted'
        | 'elementSkipped'
        | 'roundStarted'
        | 'roundEnded'
        | 'roundsCompleted'
        | 'subscribed'
        | 'unsubscribed'
        | 'timerPlanned'
        | 'triggered'
        | 'triggerKept'
        | 'conditionChanged'
        | 'messageThrown'
        | 'messageBuffered'
        | 'messageTaken'
        | 'signalThrown'
        | 'errorThrown'
        | 'escalationThrown'
        | 'compensationKept'
        | 'compensationThrown'
        | 'compensationNested'
        | 'transactionCancelled'
        | 'jobFailed'
        | 'incidentRaised'
        | 'incidentResolved'
        | 'stepChanged'
        | 'handOffChanged'
        | 'correctionOpened'
        | 'correctionClosed'
        | 'clockChanged'
        | 'flagRaised'
        | 'flagWithdrawn'
      )[];
      readonly unit?: string;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      readonly createdBy: string;
      /** RFC 3339 with an offset */
      readonly disabledAt?: string;
      readonly disabledReason?: 'byHand' | 'gone';
      /** whose rights it has: who created it, or enabled it last */
      readonly owner: string;
      /** nothing is sent while the owner is gone or may not have it told any more; whoever may enables it again in their own name */
      readonly suspendedReason?: 'ownerGone' | 'ownerWithoutRight';
    };
  };
  /** Xóa webhook cùng nhật ký gửi / Remove a webhook with its log */
  readonly deleteWebhook: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly webhookId: string;
      };
    };
    readonly answer: undefined;
  };
  /** Tắt webhook; sự kiện trong lúc tắt không được gửi / Disable it; what happens meanwhile is not sent, but is in GET /events */
  readonly postWebhookDisablement: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly webhookId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly webhookId: string;
      readonly name: string;
      readonly url: string;
      /** empty: all */
      readonly eventTypes: readonly (
        | 'dossierStarted'
        | 'dossierEnded'
        | 'endingDecided'
        | 'dossierModified'
        | 'dossierMigrated'
        | 'tokenRemoved'
        | 'dossierSuspended'
        | 'dossierResumed'
        | 'scopeOpened'
        | 'scopeClosing'
        | 'scopeCleared'
        | 'scopeClosed'
        | 'variablesSet'
        | 'flowTaken'
        | 'elementPassed'
        | 'gatewayReset'
        | 'elementActivated'
        | 'elementCompleted'
        | 'elementInterrupted'
        | 'elementSkipped'
        | 'roundStarted'
        | 'roundEnded'
        | 'roundsCompleted'
        | 'subscribed'
        | 'unsubscribed'
        | 'timerPlanned'
        | 'triggered'
        | 'triggerKept'
        | 'conditionChanged'
        | 'messageThrown'
        | 'messageBuffered'
        | 'messageTaken'
        | 'signalThrown'
        | 'errorThrown'
        | 'escalationThrown'
        | 'compensationKept'
        | 'compensationThrown'
        | 'compensationNested'
        | 'transactionCancelled'
        | 'jobFailed'
        | 'incidentRaised'
        | 'incidentResolved'
        | 'stepChanged'
        | 'handOffChanged'
        | 'correctionOpened'
        | 'correctionClosed'
        | 'clockChanged'
        | 'flagRaised'
        | 'flagWithdrawn'
      )[];
      readonly unit?: string;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      readonly createdBy: string;
      /** RFC 3339 with an offset */
      readonly disabledAt?: string;
      readonly disabledReason?: 'byHand' | 'gone';
      /** whose rights it has: who created it, or enabled it last */
      readonly owner: string;
      /** nothing is sent while the owner is gone or may not have it told any more; whoever may enables it again in their own name */
      readonly suspendedReason?: 'ownerGone' | 'ownerWithoutRight';
    };
  };
  /** Bật lại webhook, theo quyền của người bật / Enable it again, with the rights of who does */
  readonly postWebhookEnablement: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly webhookId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly webhookId: string;
      readonly name: string;
      readonly url: string;
      /** empty: all */
      readonly eventTypes: readonly (
        | 'dossierStarted'
        | 'dossierEnded'
        | 'endingDecided'
        | 'dossierModified'
        | 'dossierMigrated'
        | 'tokenRemoved'
        | 'dossierSuspended'
        | 'dossierResumed'
        | 'scopeOpened'
        | 'scopeClosing'
        | 'scopeCleared'
        | 'scopeClosed'
        | 'variablesSet'
        | 'flowTaken'
        | 'elementPassed'
        | 'gatewayReset'
        | 'elementActivated'
        | 'elementCompleted'
        | 'elementInterrupted'
        | 'elementSkipped'
        | 'roundStarted'
        | 'roundEnded'
        | 'roundsCompleted'
        | 'subscribed'
        | 'unsubscribed'
        | 'timerPlanned'
        | 'triggered'
        | 'triggerKept'
        | 'conditionChanged'
        | 'messageThrown'
        | 'messageBuffered'
        | 'messageTaken'
        | 'signalThrown'
        | 'errorThrown'
        | 'escalationThrown'
        | 'compensationKept'
        | 'compensationThrown'
        | 'compensationNested'
        | 'transactionCancelled'
        | 'jobFailed'
        | 'incidentRaised'
        | 'incidentResolved'
        | 'stepChanged'
        | 'handOffChanged'
        | 'correctionOpened'
        | 'correctionClosed'
        | 'clockChanged'
        | 'flagRaised'
        | 'flagWithdrawn'
      )[];
      readonly unit?: string;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      readonly createdBy: string;
      /** RFC 3339 with an offset */
      readonly disabledAt?: string;
      readonly disabledReason?: 'byHand' | 'gone';
      /** whose rights it has: who created it, or enabled it last */
      readonly owner: string;
      /** nothing is sent while the owner is gone or may not have it told any more; whoever may enables it again in their own name */
      readonly suspendedReason?: 'ownerGone' | 'ownerWithoutRight';
    };
  };
  /** Đổi khóa bí mật; khóa cũ còn ký thêm một thời gian / Replace the secret; the old one signs as well for a time */
  readonly postWebhookSecret: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly webhookId: string;
      };
      readonly body: {
        /** 24 */
        readonly keepHours?: number;
      };
    };
    readonly answer: {
      /** "whsec_" and the key in base64, as Standard Webhooks has it; shown this once */
      readonly secret: string;
    };
  };
  /** Nhật ký gửi trong 30 ngày, mới nhất trước / What was sent within 30 days, the latest first */
  readonly getWebhookAttempts: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly webhookId: string;
      };
      readonly query?: {
        readonly outcome?: 'delivered' | 'failed' | 'gone';
        /** a number as text */
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly attemptId: string;
        /** the webhook-id of the request */
        readonly messageId: string;
        readonly eventType: string;
        /** a number as text */
        readonly dossierId: string;
        /** RFC 3339 with an offset */
        readonly at: string;
        readonly durationMs: number;
        readonly outcome: 'delivered' | 'failed' | 'gone';
        readonly answerCode?: number;
        readonly error?: string;
      }[];
      readonly next?: string;
    };
  };
  /** Gửi lại một sự kiện, cùng mã / Send a message once more, under the same id */
  readonly postWebhookMessageRedelivery: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly webhookId: string;
        readonly messageId: string;
      };
    };
    readonly answer: {
      readonly messageId: string;
    };
  };
  /** Thông điệp gửi Cổng dịch vụ công, theo thứ tự; state=open: chưa được xác nhận, kèm tuổi / Messages for the portal, in order; state=open: not acknowledged yet, with their age */
  readonly getPortalMessages: {
    readonly input: {
      readonly query?: {
        /** a number as text */
        readonly after?: string;
        readonly limit?: number;
        readonly state?: 'open' | 'acknowledged';
        /** a number as text */
        readonly dossierId?: string;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly messageId: string;
        /** a number as text */
        readonly dossierId: string;
        readonly code?: string;
        readonly kind: 'status' | 'progress';
        readonly service: 'DongBoHoSoMC' | 'CapNhatTienDoHoSoMC';
        readonly status: number;
        readonly statusName: string;
        readonly statusNameEn: string;
        /** RFC 3339 with an offset */
        readonly at: string;
        /** in the portal's own names; times yyyyMMddHHmmss in Việt Nam */
        readonly body: unknown;
        readonly ageSeconds?: number;
        readonly acknowledgement?: {
          /** RFC 3339 with an offset */
          readonly at: string;
          readonly by: string;
          readonly outcome: 'accepted' | 'refused';
          readonly answer?: unknown;
        };
      }[];
      /** a number as text */
      readonly next?: string;
      readonly more: boolean;
    };
  };
  /** Xác nhận thông điệp đã gửi và câu trả lời của Cổng; lặp lại không đổi gì / Acknowledge messages with what the portal answered; repeating changes nothing */
  readonly postPortalAcknowledgements: {
    readonly input: {
      readonly body: {
        readonly items: readonly {
          /** a number as text */
          readonly messageId: string;
          readonly outcome: 'accepted' | 'refused';
          readonly answer?: {
            readonly code?: string;
            readonly text?: string;
          };
        }[];
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly messageId: string;
        readonly state: 'kept' | 'repeated' | 'unknown';
        /** RFC 3339 with an offset */
        readonly acknowledgedAt?: string;
        readonly outcome?: 'accepted' | 'refused';
      }[];
    };
  };
  /** Mô tả API cho máy (OpenAPI 3.1) / The API for programs (OpenAPI 3.1) */
  readonly getOpenapiJson: { readonly input: Readonly<Record<never, never>>; readonly answer: Readonly<Record<string, unknown>> };
  /** Trang đọc API / The API as a page */
  readonly getDocs: { readonly input: Readonly<Record<never, never>>; readonly answer: Response };
  /** Danh mục mã lỗi; `type` của mỗi lỗi dẫn đến đây / The codes of problems: where the `type` of each leads */
  readonly getProblems: { readonly input: Readonly<Record<never, never>>; readonly answer: Response };
}

export const operations: Readonly<
  Record<keyof Operations, { readonly method: string; readonly path: string; readonly idempotent?: true }>
> = {
  postSession: { method: 'post', path: '/session' },
  getSession: { method: 'get', path: '/session' },
  deleteSession: { method: 'delete', path: '/session' },
  putSessionPassword: { method: 'put', path: '/session/password' },
  getSessionOidc: { method: 'get', path: '/session/oidc' },
  getSessionOidcCallback: { method: 'get', path: '/session/oidc/callback' },
  postDossiers: { method: 'post', path: '/dossiers', idempotent: true },
  getDossiers: { method: 'get', path: '/dossiers' },
  getDossier: { method: 'get', path: '/dossiers/:dossierId' },
  getDossierHistory: { method: 'get', path: '/dossiers/:dossierId/history' },
  getDossierReport: { method: 'get', path: '/dossiers/:dossierId/report' },
  getDossierControlSlip: { method: 'get', path: '/dossiers/:dossierId/control-slip' },
  getDossierFlags: { method: 'get', path: '/dossiers/:dossierId/flags' },
  getDossierHoldings: { method: 'get', path: '/dossiers/:dossierId/holdings' },
  getDossierDiagram: { method: 'get', path: '/dossiers/:dossierId/diagram' },
  getDossierPersonalData: { method: 'get', path: '/dossiers/:dossierId/personal-data' },
  getPublicDossier: { method: 'get', path: '/public/dossiers/:code' },
  postVisits: { method: 'post', path: '/visits', idempotent: true },
  postDossierActivities: { method: 'post', path: '/dossiers/:dossierId/activities', idempotent: true },
  postDossierActivitiesEnd: { method: 'post', path: '/dossiers/:dossierId/activities/end', idempotent: true },
  postDossierWithdrawal: { method: 'post', path: '/dossiers/:dossierId/withdrawal', idempotent: true },
  postDossierRefusal: { method: 'post', path: '/dossiers/:dossierId/refusal', idempotent: true },
  postDossierSupplementRequest: { method: 'post', path: '/dossiers/:dossierId/supplement-request', idempotent: true },
  postDossierSupplementReceipt: { method: 'post', path: '/dossiers/:dossierId/supplement-receipt', idempotent: true },
  postDossierPaymentProof: { method: 'post', path: '/dossiers/:dossierId/payment-proof', idempotent: true },
  postDossierReAppointment: { method: 'post', path: '/dossiers/:dossierId/re-appointment', idempotent: true },
  postDossierSuspension: { method: 'post', path: '/dossiers/:dossierId/suspension', idempotent: true },
  postDossierResumption: { method: 'post', path: '/dossiers/:dossierId/resumption', idempotent: true },
  postDossierCancellation: { method: 'post', path: '/dossiers/:dossierId/cancellation', idempotent: true },
  getDossierModificationPlaces: { method: 'get', path: '/dossiers/:dossierId/modification/places' },
  postDossierModification: { method: 'post', path: '/dossiers/:dossierId/modification', idempotent: true },
  postDossierModificationPreview: { method: 'post', path: '/dossiers/:dossierId/modification/preview' },
  postDossierMigration: { method: 'post', path: '/dossiers/:dossierId/migration', idempotent: true },
  postDossierMigrationPreview: { method: 'post', path: '/dossiers/:dossierId/migration/preview' },
  postDossierRestart: { method: 'post', path: '/dossiers/:dossierId/restart', idempotent: true },
  postMigrationPlans: { method: 'post', path: '/migration-plans' },
  postBulkRunsMigration: { method: 'post', path: '/bulk-runs/migration', idempotent: true },
  postBulkRunsIncidents: { method: 'post', path: '/bulk-runs/incidents', idempotent: true },
  getBulkRuns: { method: 'get', path: '/bulk-runs' },
  getBulkRun: { method: 'get', path: '/bulk-runs/:runId' },
  getBulkRunItems: { method: 'get', path: '/bulk-runs/:runId/items' },
  postBulkRunCancellation: { method: 'post', path: '/bulk-runs/:runId/cancellation' },
  getUsers: { method: 'get', path: '/users' },
  postUsers: { method: 'post', path: '/users' },
  getUser: { method: 'get', path: '/users/:userId' },
  patchUser: { method: 'patch', path: '/users/:userId' },
  postUserPasswordReset: { method: 'post', path: '/users/:userId/password-reset' },
  postUserPositions: { method: 'post', path: '/users/:userId/positions' },
  deleteUserPosition: { method: 'delete', path: '/users/:userId/positions/:positionId' },
  getDelegations: { method: 'get', path: '/delegations' },
  postDelegations: { method: 'post', path: '/delegations' },
  deleteDelegation: { method: 'delete', path: '/delegations/:delegationId' },
  getApiKeys: { method: 'get', path: '/api-keys' },
  postApiKeys: { method: 'post', path: '/api-keys' },
  deleteApiKey: { method: 'delete', path: '/api-keys/:keyId' },
  getAuditLog: { method: 'get', path: '/audit-log' },
  getOrganisation: { method: 'get', path: '/organisation' },
  putOrganisation: { method: 'put', path: '/organisation' },
  postOrganisationPreviews: { method: 'post', path: '/organisation/previews' },
  getRosters: { method: 'get', path: '/rosters' },
  getRostersGaps: { method: 'get', path: '/rosters/gaps' },
  postRosters: { method: 'post', path: '/rosters' },
  deleteRoster: { method: 'delete', path: '/rosters/:rosterEntryId' },
  getTasks: { method: 'get', path: '/tasks' },
  postTasksSearch: { method: 'post', path: '/tasks/search' },
  postTasksCounts: { method: 'post', path: '/tasks/counts' },
  postTasksBulk: { method: 'post', path: '/tasks/bulk', idempotent: true },
  getTask: { method: 'get', path: '/tasks/:dossierId/:elementKey' },
  postTaskClaim: { method: 'post', path: '/tasks/:dossierId/:elementKey/claim', idempotent: true },
  postTaskRelease: { method: 'post', path: '/tasks/:dossierId/:elementKey/release', idempotent: true },
  postTaskCompletion: { method: 'post', path: '/tasks/:dossierId/:elementKey/completion', idempotent: true },
  postTaskReturn: { method: 'post', path: '/tasks/:dossierId/:elementKey/return', idempotent: true },
  postTaskReassignment: { method: 'post', path: '/tasks/:dossierId/:elementKey/reassignment', idempotent: true },
  getAdHocParts: { method: 'get', path: '/ad-hoc-parts' },
  getHandOffs: { method: 'get', path: '/hand-offs' },
  getCorrections: { method: 'get', path: '/corrections' },
  postHandOffAcceptance: { method: 'post', path: '/hand-offs/:dossierId/:key/acceptance', idempotent: true },
  postHandOffReturn: { method: 'post', path: '/hand-offs/:dossierId/:key/return', idempotent: true },
  postHandOffCorrection: { method: 'post', path: '/hand-offs/:dossierId/:key/correction', idempotent: true },
  getProcedures: { method: 'get', path: '/procedures' },
  postProcedures: { method: 'post', path: '/procedures' },
  postProceduresChecks: { method: 'post', path: '/procedures/checks' },
  getProcedure: { method: 'get', path: '/procedures/:processKey' },
  getProcedureVersions: { method: 'get', path: '/procedures/:processKey/versions' },
  getProcedureVersion: { method: 'get', path: '/procedures/:processKey/versions/:version' },
  getProcedureVersionXml: { method: 'get', path: '/procedures/:processKey/versions/:version/xml' },
  getProcedureVersionForm: { method: 'get', path: '/procedures/:processKey/versions/:version/forms/:form' },
  getDraftProcessTable: { method: 'get', path: '/drafts/:draftId/process-table' },
  getProcedureVersionProcessTable: { method: 'get', path: '/procedures/:processKey/versions/:version/process-table' },
  postProceduresAnalyses: { method: 'post', path: '/procedures/analyses' },
  getProcedureMeasuredSteps: { method: 'get', path: '/procedures/:processKey/measured-steps' },
  getProcedureVersionAnalysis: { method: 'get', path: '/procedures/:processKey/versions/:version/analysis' },
  getProcedureVersionAnalysisDocument: { method: 'get', path: '/procedures/:processKey/versions/:version/analysis/document' },
  postDecisionEvaluations: { method: 'post', path: '/decision-evaluations' },
  postProcedureVersionDecisionEvaluations: { method: 'post', path: '/procedures/:processKey/versions/:version/decision-evaluations' },
  getDrafts: { method: 'get', path: '/drafts' },
  postDrafts: { method: 'post', path: '/drafts', idempotent: true },
  getDraft: { method: 'get', path: '/drafts/:draftId' },
  putDraft: { method: 'put', path: '/drafts/:draftId', idempotent: true },
  deleteDraft: { method: 'delete', path: '/drafts/:draftId' },
  getDraftTrail: { method: 'get', path: '/drafts/:draftId/trail' },
  getDraftAnalysis: { method: 'get', path: '/drafts/:draftId/analysis' },
  getAppraisals: { method: 'get', path: '/appraisals' },
  postAppraisals: { method: 'post', path: '/appraisals', idempotent: true },
  getAppraisal: { method: 'get', path: '/appraisals/:appraisalId' },
  getAppraisalTrail: { method: 'get', path: '/appraisals/:appraisalId/trail' },
  getAppraisalSubmission: { method: 'get', path: '/appraisals/:appraisalId/submissions/:round' },
  getAppraisalSubmissionDocument: { method: 'get', path: '/appraisals/:appraisalId/submissions/:round/document' },
  postAppraisalSubmission: { method: 'post', path: '/appraisals/:appraisalId/submission', idempotent: true },
  postAppraisalWithdrawal: { method: 'post', path: '/appraisals/:appraisalId/withdrawal', idempotent: true },
  postAppraisalOpening: { method: 'post', path: '/appraisals/:appraisalId/opening', idempotent: true },
  postAppraisalReturn: { method: 'post', path: '/appraisals/:appraisalId/return', idempotent: true },
  postAppraisalPass: { method: 'post', path: '/appraisals/:appraisalId/pass', idempotent: true },
  postAppraisalSendingBack: { method: 'post', path: '/appraisals/:appraisalId/sending-back', idempotent: true },
  postAppraisalApproval: { method: 'post', path: '/appraisals/:appraisalId/approval', idempotent: true },
  postAppraisalPublication: { method: 'post', path: '/appraisals/:appraisalId/publication', idempotent: true },
  postAppraisalRepeal: { method: 'post', path: '/appraisals/:appraisalId/repeal', idempotent: true },
  getAppraisalFindings: { method: 'get', path: '/appraisals/:appraisalId/findings' },
  postAppraisalFindings: { method: 'post', path: '/appraisals/:appraisalId/findings', idempotent: true },
  getAppraisalFinding: { method: 'get', path: '/appraisals/:appraisalId/findings/:findingId' },
  getAppraisalFindingDiscussion: { method: 'get', path: '/appraisals/:appraisalId/findings/:findingId/discussion' },
  postAppraisalFindingAnswer: { method: 'post', path: '/appraisals/:appraisalId/findings/:findingId/answer', idempotent: true },
  postAppraisalFindingAcceptance: { method: 'post', path: '/appraisals/:appraisalId/findings/:findingId/acceptance', idempotent: true },
  postAppraisalFindingResolution: { method: 'post', path: '/appraisals/:appraisalId/findings/:findingId/resolution', idempotent: true },
  postAppraisalFindingReopening: { method: 'post', path: '/appraisals/:appraisalId/findings/:findingId/reopening', idempotent: true },
  postAppraisalFindingOverride: { method: 'post', path: '/appraisals/:appraisalId/findings/:findingId/override', idempotent: true },
  postAppraisalFindingComments: { method: 'post', path: '/appraisals/:appraisalId/findings/:findingId/comments', idempotent: true },
  getAppraisalDuties: { method: 'get', path: '/appraisals/:appraisalId/duties' },
  getAppraisalChecklist: { method: 'get', path: '/appraisals/:appraisalId/checklist' },
  putAppraisalChecklist: { method: 'put', path: '/appraisals/:appraisalId/checklist/:test', idempotent: true },
  getAppraisalComments: { method: 'get', path: '/appraisals/:appraisalId/comments' },
  postAppraisalComments: { method: 'post', path: '/appraisals/:appraisalId/comments', idempotent: true },
  getAppraisalSettings: { method: 'get', path: '/appraisal-settings' },
  putAppraisalSettings: { method: 'put', path: '/appraisal-settings' },
  getDecisions: { method: 'get', path: '/decisions' },
  postProcedureVersionRepeal: { method: 'post', path: '/procedures/:processKey/versions/:version/repeal' },
  getCatalogue: { method: 'get', path: '/catalogue' },
  putCatalogue: { method: 'put', path: '/catalogue/:code' },
  deleteCatalogue: { method: 'delete', path: '/catalogue/:code' },
  getReportsCoverage: { method: 'get', path: '/reports/coverage' },
  getJobs: { method: 'get', path: '/jobs' },
  postJobsActivation: { method: 'post', path: '/jobs/activation' },
  postJobCompletion: { method: 'post', path: '/jobs/:dossierId/:elementKey/completion', idempotent: true },
  postJobFailure: { method: 'post', path: '/jobs/:dossierId/:elementKey/failure', idempotent: true },
  postJobError: { method: 'post', path: '/jobs/:dossierId/:elementKey/error', idempotent: true },
  putJobLock: { method: 'put', path: '/jobs/:dossierId/:elementKey/lock' },
  getMessages: { method: 'get', path: '/messages' },
  postMessages: { method: 'post', path: '/messages', idempotent: true },
  postConditions: { method: 'post', path: '/conditions', idempotent: true },
  postSignals: { method: 'post', path: '/signals', idempotent: true },
  getFlags: { method: 'get', path: '/flags' },
  getIncidents: { method: 'get', path: '/incidents' },
  postIncidentsBulk: { method: 'post', path: '/incidents/bulk', idempotent: true },
  postIncidentResolution: { method: 'post', path: '/incidents/:dossierId/:key/resolution', idempotent: true },
  postIncidentRetry: { method: 'post', path: '/incidents/:dossierId/retry' },
  getCalendars: { method: 'get', path: '/calendars' },
  getCalendarYear: { method: 'get', path: '/calendars/:calendarId/years/:year' },
  getDueDates: { method: 'get', path: '/due-dates' },
  getReportsDossiers: { method: 'get', path: '/reports/dossiers' },
  getReportsSteps: { method: 'get', path: '/reports/steps' },
  getReportsLateDossiers: { method: 'get', path: '/reports/late-dossiers' },
  getReportsHeat: { method: 'get', path: '/reports/heat' },
  postDossierDocuments: { method: 'post', path: '/dossiers/:dossierId/documents' },
  getDossierDocuments: { method: 'get', path: '/dossiers/:dossierId/documents' },
  getDossierDocument: { method: 'get', path: '/dossiers/:dossierId/documents/:documentId' },
  getDossierDocumentContent: { method: 'get', path: '/dossiers/:dossierId/documents/:documentId/content' },
  deleteDossierDocument: { method: 'delete', path: '/dossiers/:dossierId/documents/:documentId' },
  getDocuments: { method: 'get', path: '/documents' },
  getEvents: { method: 'get', path: '/events' },
  getEventsStream: { method: 'get', path: '/events/stream' },
  getDossierStream: { method: 'get', path: '/dossiers/:dossierId/stream' },
  getEventTypes: { method: 'get', path: '/event-types' },
  postWebhooks: { method: 'post', path: '/webhooks' },
  getWebhooks: { method: 'get', path: '/webhooks' },
  getWebhook: { method: 'get', path: '/webhooks/:webhookId' },
  deleteWebhook: { method: 'delete', path: '/webhooks/:webhookId' },
  postWebhookDisablement: { method: 'post', path: '/webhooks/:webhookId/disablement' },
  postWebhookEnablement: { method: 'post', path: '/webhooks/:webhookId/enablement' },
  postWebhookSecret: { method: 'post', path: '/webhooks/:webhookId/secret' },
  getWebhookAttempts: { method: 'get', path: '/webhooks/:webhookId/attempts' },
  postWebhookMessageRedelivery: { method: 'post', path: '/webhooks/:webhookId/messages/:messageId/redelivery' },
  getPortalMessages: { method: 'get', path: '/portal/messages' },
  postPortalAcknowledgements: { method: 'post', path: '/portal/acknowledgements' },
  getOpenapiJson: { method: 'get', path: '/openapi.json' },
  getDocs: { method: 'get', path: '/docs' },
  getProblems: { method: 'get', path: '/problems' },
};
